// Reads QR codes from a camera. `ZXingWASM` comes from vendor/zxing-wasm/reader.js.
const LONGEST_SIDE = 1280;
const REST = 60;
const OPTIONS = { formats: ["QRCode"], tryHarder: true, tryRotate: true, tryInvert: false, maxNumberOfSymbols: 1 };
const CHOICE = "hoinghi camera";

/** Whether this browser would let a page use a camera at all. */
export const cameraPossible = () => Boolean(navigator.mediaDevices?.getUserMedia);

/** Loads the decoder ahead, so that the first scan is as fast as the next. */
export function prepare(wasm) {
  ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
}

export class Camera {
  /** `seen(text)` is called for every frame in which a code was read. */
  constructor(video, seen) {
    this.video = video;
    this.seen = seen;
    this.canvas = document.createElement("canvas");
    this.context = this.canvas.getContext("2d", { willReadFrequently: true });
    this.stream = null;
    this.run = 0;
  }

  get on() { return this.stream !== null; }

  /** Opens a camera: `deviceId`, else the one chosen before, else the one at the back. Rejects as getUserMedia does. */
  async start(deviceId = localStorage.getItem(CHOICE)) {
    this.stop();
    this.stream = await this.open(deviceId).catch((fault) => {
      // The camera of last time may be gone.
      if (deviceId && ["OverconstrainedError", "NotFoundError"].includes(fault.name)) return this.open(null);
      throw fault;
    });
    if (deviceId) localStorage.setItem(CHOICE, deviceId);
    this.video.srcObject = this.stream;
    await this.video.play();
    this.read(++this.run);
  }

  open(deviceId) {
    const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: "environment" } };
    return navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24 } },
    });
  }

  stop() {
    this.run += 1;
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
  }

  get track() { return this.stream?.getVideoTracks()[0]; }

  get deviceId() { return this.track?.getSettings().deviceId; }

  get hasTorch() { return Boolean(this.track?.getCapabilities?.().torch); }

  torch(on) { return this.track.applyConstraints({ advanced: [{ torch: on }] }); }

  async read(run) {
    while (run === this.run) {
      if (!document.hidden && this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) await this.readFrame(run);
      await new Promise((resolve) => setTimeout(resolve, REST));
    }
  }

  async readFrame(run) {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (!width) return;
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    const size = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== size[0] || this.canvas.height !== size[1]) [this.canvas.width, this.canvas.height] = size;
    this.context.drawImage(this.video, 0, 0, ...size);
    const [code] = await ZXingWASM.readBarcodes(this.context.getImageData(0, 0, ...size), OPTIONS);
    if (code?.text && run === this.run) this.seen(code.text);
  }
}

/** The cameras there are: [{id, label}]. Labels are known once one was allowed. */
export async function cameras() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter((device) => device.kind === "videoinput")
    .map((device, index) => ({ id: device.deviceId, label: device.label || `${index + 1}` }));
}
