/** Where an uploaded file is served. */
export const fileAddress = (file: string): string => `/files/${file}`;
