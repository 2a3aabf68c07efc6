/** Numbers of final versions: the first is 1.0, each reopening makes the next minor one. */

export interface VersionNumber {
	major: number;
	minor: number;
	/** `1.0`. */
	text: string;
}

const numbered = (major: number, minor: number): VersionNumber => ({
	major,
	minor,
	text: `${major}.${minor}`,
});

export const versionText = ({ major, minor }: { major: number; minor: number }): string =>
	numbered(major, minor).text;

export const nextVersion = (latest: { major: number; minor: number } | undefined): VersionNumber =>
	latest ? numbered(latest.major, latest.minor + 1) : numbered(1, 0);

const VERSION = /^([1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/;

/** Undefined for anything that is not exactly a version's number. */
export function parseVersion(text: string): VersionNumber | undefined {
	const match = VERSION.exec(text);
	return match ? numbered(Number(match[1]), Number(match[2])) : undefined;
}
