/** Records a voice message with the browser's microphone. */

const FORMATS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const ENDINGS = { "audio/ogg": "ogg", "audio/webm": "webm", "audio/mp4": "m4a" };

/** Begin to record; undefined where there is no microphone, or no leave to use it. Calls `tick(seconds, level)`. */
export async function record(tick) {
  if (!navigator.mediaDevices || !window.MediaRecorder) return undefined;
  const stream = await microphone();
  return stream && new Recording(stream, tick);
}

async function microphone() {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (problem) {
    if (problem instanceof DOMException) return undefined;
    throw problem;
  }
}

class Recording {
  #stream;
  #recorder;
  #context;
  #timer;
  #parts = [];
  #begun = performance.now();

  constructor(stream, tick) {
    this.#stream = stream;
    const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
    this.#recorder = new MediaRecorder(stream, { mimeType });
    this.#recorder.addEventListener("dataavailable", (event) => this.#parts.push(event.data));
    this.#recorder.start();
    this.#context = new AudioContext();
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 256;
    this.#context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      tick(this.#seconds, Math.max(...samples.map((sample) => Math.abs(sample - 128))) / 128);
    }, 100);
  }

  get #seconds() {
    return (performance.now() - this.#begun) / 1000;
  }

  /** Stop, and bring the file with its length in seconds. */
  async stop() {
    const seconds = Math.max(1, Math.round(this.#seconds));
    const stopped = new Promise((resolve) => this.#recorder.addEventListener("stop", resolve, { once: true }));
    this.#recorder.stop();
    await stopped;
    this.#free();
    const type = this.#recorder.mimeType.split(";")[0];
    return { seconds, file: new File(this.#parts, `voice.${ENDINGS[type] ?? "bin"}`, { type }) };
  }

  cancel() {
    this.#recorder.stop();
    this.#free();
  }

  #free() {
    clearInterval(this.#timer);
    this.#context.close();
    for (const track of this.#stream.getTracks()) track.stop();
  }
}
