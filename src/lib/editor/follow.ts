/** Goes to an address of ours without leaving the live document behind. */
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';

export const follow = (href: string): void => void goto(resolve(href as '/'));
