import { months } from '../notation/dates.ts';

/** Our own CSL style after the conventions of the American Medical Association; MIT like the rest. */
export const ama = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info>
    <title>After AMA</title>
    <id>trialbrief-ama</id>
    <updated>2026-12-01T00:00:00+00:00</updated>
  </info>
  <macro name="author">
    <names variable="author">
      <name name-as-sort-order="all" sort-separator=" " initialize-with="" delimiter=", " delimiter-precedes-last="always"/>
    </names>
  </macro>
  <macro name="pages">
    <text variable="page"/>
  </macro>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography et-al-min="7" et-al-use-first="3">
    <layout suffix=".">
      <group delimiter=". ">
        <text macro="author"/>
        <text variable="title"/>
        <choose>
          <if variable="container-title">
            <text variable="container-title" font-style="italic" form="short" strip-periods="true"/>
          </if>
          <else>
            <text variable="publisher"/>
          </else>
        </choose>
        <group>
          <date variable="issued"><date-part name="year"/></date>
          <group prefix=";">
            <text variable="volume"/>
            <text variable="issue" prefix="(" suffix=")"/>
          </group>
          <text macro="pages" prefix=":"/>
        </group>
      </group>
    </layout>
  </bibliography>
</style>`;

/** The words of the language that styles ask for. */
export const english = `<?xml version="1.0" encoding="utf-8"?>
<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
  <style-options punctuation-in-quote="true"/>
  <date form="text"><date-part name="month" suffix=" "/><date-part name="day" suffix=", "/><date-part name="year"/></date>
  <date form="numeric"><date-part name="year"/><date-part name="month" form="numeric-leading-zeros" prefix="-"/><date-part name="day" form="numeric-leading-zeros" prefix="-"/></date>
  <terms>
    <term name="et-al">et al</term>
    <term name="and">and</term>
    <term name="no date">no date</term>
    <term name="accessed">accessed</term>
    <term name="available at">available at</term>
    <term name="in">in</term>
    <term name="from">from</term>
    <term name="retrieved">retrieved</term>
    <term name="open-quote">“</term>
    <term name="close-quote">”</term>
    <term name="open-inner-quote">‘</term>
    <term name="close-inner-quote">’</term>
    <term name="page-range-delimiter">–</term>
    ${months
      .map((name, index) => {
        const number = String(index + 1).padStart(2, '0');
        return `<term name="month-${number}">${name}</term><term name="month-${number}" form="short">${name.slice(0, 3)}</term>`;
      })
      .join('')}
    ${[
      ['volume', 'vol'],
      ['issue', 'no'],
      ['page', 'p'],
      ['edition', 'ed'],
      ['editor', 'ed'],
    ]
      .map(
        ([name, short]) =>
          `<term name="${name}"><single>${name}</single><multiple>${name}s</multiple></term><term name="${name}" form="short"><single>${short}</single><multiple>${short}</multiple></term>`,
      )
      .join('')}
  </terms>
</locale>`;
