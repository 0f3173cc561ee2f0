// Tells moments of the last day by how long ago they were: «قبل دقيقتين».
//
// A page is kept for hours, so it says when something was in full; that stays in the title, and
// comes back on paper, which is read on another day. The rules are those of
// khabar.language.calendars.relative, the digits those of the words replaced.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DIGITS = { arab: /[٠-٩]/, arabext: /[۰-۹]/ };

function elapsedWords(elapsed, language, words) {
  const [digits] = Object.entries(DIGITS).find(([, some]) => some.test(words)) ?? ["latn"];
  const format = new Intl.RelativeTimeFormat(`${language}-u-nu-${digits}`, { numeric: "auto" });
  if (elapsed < MINUTE) return format.format(0, "second");
  if (elapsed < 2 * HOUR) return format.format(-Math.floor(elapsed / MINUTE), "minute");
  return format.format(-Math.floor(elapsed / HOUR), "hour");
}

function tell(time) {
  time.title ||= time.textContent;
  const elapsed = Date.now() - Date.parse(time.dateTime);
  const recent = elapsed > -MINUTE && elapsed <= DAY;
  const { lang } = time.closest("[lang]");
  const words = recent ? elapsedWords(elapsed, lang, time.title) : time.title;
  if (time.textContent !== words) time.textContent = words;
}

const times = document.querySelectorAll("time[datetime*='T']");
const tellAll = () => times.forEach(tell);
tellAll();
setInterval(tellAll, MINUTE);
addEventListener("beforeprint", () => times.forEach((time) => (time.textContent = time.title)));
addEventListener("afterprint", tellAll);
