// A device whose pairing was ended: what it knew of delegates goes; scans that were never answered stay.
import { forget, scansWaiting } from "./station/store.js";

forget().then(scansWaiting).then((count) => { document.getElementById("kept-scans").hidden = count === 0; }, () => {});
