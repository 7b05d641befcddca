/** Numbers in German, French, Spanish and Italian. All are read without regard to case. */

const german = '(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)';
const germanTens = '(?:zwan|drei|vier|fünf|sech|sieb|acht|neun)(?:zig|ßig|ssig)';

/** Words that mean a number in one language only, alone or in a row (`quatre-vingt-dix`, `treinta y dos`). */
const certain = [
  `${german}und${germanTens}|${germanTens}|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|hundert`,
  'deux|trois|quatre|cinq|huit|neuf|dix|onze|douze|treize|quatorze|quinze|vingts?|trente|quarante|cinquante|soixante|septante|huitante|nonante',
  'tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|trece|catorce|dieci(?:s[eé]is|siete|ocho|nueve)|veinte|veinti[\\p{L}]+|(?:trei|cuare|cincue|sese|sete|oche|nove)nta|ciento|cien',
  'quattro|cinque|sette|dieci|undici|dodici|tredici|quattordici|quindici|sedici|dicia(?:ssette|nnove)|diciotto',
  '(?:venti|(?:tre|quara|cinqua|sessa|setta|otta|nova)nta)(?:due|tr[eé]|quattro|cinque|sei|sette|nove)?|(?:vent|(?:tre|quara|cinqua|sessa|setta|otta|nova)nt)(?:uno|otto)|cento',
].join('|');

/** Words that an English text has too: numbers only where their own language goes on. */
const uncertain = 'six|seize|sept|dos|once|quince|cent|due|tre|sei|otto|nove|elf';

const theirs =
  '(?:von|der|aus|sur|de|des|du|los|las|su|dei|degli|delle|di|patientinnen|patienten|pazienti|pacientes|personen|personnes|personas|persone|prozent|pour cent|por ciento|per cento)(?![\\p{L}])';

const joint = '(?:[- ](?:und |et[- ]|y )?)';
const row = `(?:${certain})(?:${joint}(?:${certain}|six|sept|un|dos|uno|cent))*`;

const foreignShares = [
  `(?:(?:${german}|die|das|der)[- ]?)?(?:drittel|viertel|fünftel|sechstel|siebtel|achtel|neuntel|zehntel|hundertstel)n?|(?:die |der )?hälfte|anderthalb|(?:die |eine |der )(?:große[nr]? )?(?:mehrheit|minderheit)|dutzende?`,
  "(?:une?|deux|trois|quatre|d’un|d'un) (?:tiers|quarts?|cinquièmes?|sixièmes?|dixièmes?)|(?:la )?moitié|(?:la |une )(?:grande )?(?:majorité|minorité)|(?:une |des )?(?:dizaine|douzaine|vingtaine|centaine)s?",
  '(?:una?|dos|tres|cuatro) (?:tercios?|cuartos?|quintos?|sextos?|d[ée]cimos?)|(?:la )?mitad|(?:la |una )(?:gran )?(?:mayor[ií]a|minor[ií]a)|docenas?',
  '(?:un|una|due|tre|quattro) (?:terz[oi]|quart[oi]|quint[oi]|sest[oi]|decim[oi])|(?:la )?metà|(?:la |una )(?:grande )?(?:maggioranza|minoranza)|(?:dozzin|decin|centinai)[aoe]',
].join('|');

/** A share in words: `ein Drittel`, `deux tiers`, `la mitad`, `un quarto`. */
export const foreignShare = `(?:${foreignShares})`;

/** A number in words. */
export const foreignNumber = `(?:${foreignShares}|${row}|(?<!\\bper )(?:${uncertain})(?= ${theirs}))`;
