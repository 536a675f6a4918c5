export default function init() {} // /__GAZET_BASE__/
