// A photo of a telephone has 4,000 pixels and 8 MB; a village office has a thin
// line. It is drawn smaller here before it travels. What is drawn anew is a
// picture and nothing else: place, time and device are not in it.
const QUALITY = 0.82;

async function decode(file) {
  // The way the picture is held is part of it, not of its metadata.
  if (window.createImageBitmap) return createImageBitmap(file, { imageOrientation: "from-image" });
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/** Smaller, or the very file that came: when it is no photo, small anyway, or cannot be read. */
export async function shrink(file, side) {
  if (!/^image\/(?!gif|svg)/.test(file.type)) return file;
  let picture;
  try {
    picture = await decode(file);
    const [width, height] = [picture.width, picture.height];
    const scale = side / Math.max(width, height);
    // Some telephones make kinds of pictures that only they can read.
    const strange = !/^image\/(jpeg|png|webp)$/.test(file.type);
    if (scale >= 1 && !strange) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * Math.min(1, scale)));
    canvas.height = Math.max(1, Math.round(height * Math.min(1, scale)));
    const pen = canvas.getContext("2d", { alpha: false });
    pen.imageSmoothingQuality = "high";
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!blob || (blob.size >= file.size && !strange)) return file;
    const name = file.name.replace(/\.[^.]*$/, "") || "foto";
    return new File([blob], `${name}.jpg`, { type: "image/jpeg", lastModified: file.lastModified });
  } catch {
    return file;
  } finally {
    picture?.close?.();
  }
}
