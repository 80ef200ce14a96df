import type { Upload } from './slides-api.ts';

/** By XMLHttpRequest: `fetch` does not tell how much of a body has gone. */
export const uploadByRequest: Upload = (path, file, onShare) =>
	new Promise((resolve) => {
		const request = new XMLHttpRequest();
		request.open('POST', path);
		request.responseType = 'json';
		request.setRequestHeader('content-type', 'application/octet-stream');
		request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
		request.onload = () => resolve({ status: request.status, body: request.response as unknown });
		request.onerror = request.onabort = request.ontimeout = () => resolve(undefined);
		request.send(file);
	});
