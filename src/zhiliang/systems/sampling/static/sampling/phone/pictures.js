// A photograph as it is sent: at most 1600 pixels long, JPEG, the right way up.

const LONGEST = 1600;
const QUALITY = 0.82;

export const reduced = async (file) => {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", QUALITY);
  });
};

// The site's policy lets no blob address be shown: a thumbnail is drawn.
export const thumbnail = async (blob, name) => {
  const picture = await createImageBitmap(blob, { resizeWidth: 240, resizeQuality: "medium" });
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", name);
  canvas.getContext("2d").drawImage(picture, 0, 0);
  picture.close();
  return canvas;
};
