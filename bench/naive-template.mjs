/** About 450 words, four key figures, two charts, two tables and the sources: as long as ours. */
export const TEMPLATE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{briefing.title}}</title>
<style>
@page { size: A4; margin: 18mm 20mm; }
body { font: 10.5pt/15pt Georgia, serif; color: #16181d; }
h1 { font-size: 24pt; line-height: 1.15; }
h2 { font-size: 14pt; margin: 18pt 0 6pt; break-after: avoid; }
.dek { font-size: 13pt; color: #565d69; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12pt; }
.figures strong { display: block; font-size: 20pt; }
table { width: 100%; border-collapse: collapse; font: 9pt/13pt Arial, sans-serif; }
th, td { padding: 3pt 6pt; border-bottom: 0.5pt solid #b9bfc8; text-align: left; }
figure { margin: 12pt 0; break-inside: avoid; }
img { width: 100%; }
.sources, .small { font: 8pt/11pt Arial, sans-serif; color: #565d69; }
</style>
</head>
<body>
<p class="small">{{house.publication}} · {{briefing.series}} · {{briefing.date}} · data as of {{briefing.dataAsOf}}</p>
<h1>{{briefing.title}}</h1>
<p class="dek">{{briefing.dek}}</p>
<h2>Bottom line</h2>
<ol>
<li>{{product.generic}} lowered the risk of progression or death in {{main.name}}: HR {{main.findings.pfs_hr.hazardRatio.value}} (95% CI {{main.findings.pfs_hr.hazardRatio.ci.[0]}} to {{main.findings.pfs_hr.hazardRatio.ci.[1]}}).</li>
<li>A complete response or better was reached by {{main.findings.cr_drug.proportion.events}} of {{main.findings.cr_drug.proportion.of}}, against {{main.findings.cr_control.proportion.percent}}% with standard care.</li>
<li>Watch safety: grade 3 or 4 events were seen in {{main.findings.teae_drug.proportion.percent}}% and {{main.findings.teae_control.proportion.percent}}%, and follow-up is {{main.cuts.primary.followUp}}.</li>
</ol>
<div class="figures">
<div><strong>{{main.findings.pfs_hr.hazardRatio.value}}</strong> HR, progression or death</div>
<div><strong>{{main.findings.cr_drug.proportion.percent}}%</strong> complete response or better</div>
<div><strong>{{early.findings.mrd.proportion.events}}/{{early.findings.mrd.proportion.of}}</strong> MRD-negative</div>
<div><strong>{{product.sales.quarters.2026-Q1.value}}</strong> {{product.name}} sales, US$ million</div>
</div>
<h2>What was shown</h2>
<p>{{main.name}} ({{main.registry}}) is an open-label phase {{main.phase}} trial in {{main.disease}}, {{main.setting}}. It randomised {{main.arms.drug.randomised}} people to {{product.generic}} and {{main.arms.control.randomised}} to standard care. Median follow-up was {{main.cuts.primary.followUp}}. Median progression-free survival was {{main.findings.pfs_drug.median.value}} with {{product.generic}} and {{main.findings.pfs_control.median.value}} with standard care.</p>
<p>The publication was not opened, and the values here come from summaries of it. Whether the effect holds in older patients cannot be judged from what was reported. The comparator is the one that most centres would use today, which is not true of every trial in this field. Subgroups were prespecified, but none was powered by itself.</p>
<p>Table 1. {{main.name}}, results as reported</p>
<table>
<thead><tr><th>Endpoint</th><th>Arm</th><th>n/N</th><th>%</th></tr></thead>
<tbody>
{{#each main.findings}}
{{#if proportion}}<tr><th>{{endpoint}}</th><td>{{arm}}</td><td>{{proportion.events}}/{{proportion.of}}</td><td>{{percent proportion.events proportion.of}}</td></tr>{{/if}}
{{/each}}
</tbody>
</table>
<h2>The number to keep</h2>
<p>HR {{main.findings.pfs_hr.hazardRatio.value}} for progression or death, judged independently. At {{main.findings.pfs24_drug.rate.at}}, {{main.findings.pfs24_drug.rate.percent}}% against {{main.findings.pfs24_control.rate.percent}}% were alive without progression. Overall survival points the same way, HR {{main.findings.os_hr.hazardRatio.value}}. A response was seen in {{main.findings.orr_drug.proportion.percent}}%, a very good partial response or better in {{main.findings.vgpr_drug.proportion.percent}}%.</p>
<p>The assay was central, the time of the test was not fixed, and those without a sample count as positive. Half of the sites were in Europe, where access to the newer classes came later. A reader who remembers the last such readout will want to see the curve before the ratio.</p>
<figure>
<figcaption>Figure 1. Patients with each response or better, % of those randomised</figcaption>
<img src="{{responses}}" alt="Responses by arm">
</figure>
<h2>Context</h2>
<p>The first trial, {{early.name}}, treated {{early.arms.drug.treated}} people and followed them for {{early.cuts.primary.followUp}}. There {{early.findings.mrd.proportion.events}} of {{early.findings.mrd.proportion.of}} were MRD-negative at {{early.findings.mrd.threshold}}. In {{main.name}} the rate was {{main.findings.mrd_drug.proportion.percent}}% at {{main.findings.mrd_drug.threshold}}, a <em>coarser</em> test. Rates from different trials are set side by side for orientation, <strong>never</strong> as a ranking.</p>
<p>Table 2. Trial by trial, not a head-to-head comparison</p>
<table>
<thead><tr><th>Trial</th><th>Phase</th><th>Setting</th><th>ORR</th><th>CR or better</th><th>MRD-negative</th></tr></thead>
<tbody>
<tr><th>{{early.name}}</th><td>{{early.phase}}</td><td>{{early.setting}}</td><td>{{early.findings.orr.proportion.events}}/{{early.findings.orr.proportion.of}}</td><td>{{early.findings.cr.proportion.events}}/{{early.findings.cr.proportion.of}}</td><td>{{early.findings.mrd.proportion.events}}/{{early.findings.mrd.proportion.of}}</td></tr>
<tr><th>{{main.name}}</th><td>{{main.phase}}</td><td>{{main.setting}}</td><td>{{main.findings.orr_drug.proportion.events}}/{{main.findings.orr_drug.proportion.of}}</td><td>{{main.findings.cr_drug.proportion.events}}/{{main.findings.cr_drug.proportion.of}}</td><td>{{main.findings.mrd_drug.proportion.events}}/{{main.findings.mrd_drug.proportion.of}}</td></tr>
</tbody>
</table>
<h2>Commercial</h2>
<p>{{product.name}} sold US\${{product.sales.quarters.2026-Q1.value}} million in Q1 2026. A year before it was US\${{product.sales.quarters.2025-Q1.value}} million. As the only {{product.class}} with a label here, it sets the price that others are held to. Nothing in the report speaks against the result, and little in it explains the delay.</p>
<figure>
<figcaption>Figure 2. {{product.name}}, worldwide sales, US$ million</figcaption>
<img src="{{sales}}" alt="Sales by quarter">
</figure>
<h2>What would change the view</h2>
<p>Adverse events of grade 3 or 4 occurred in {{main.findings.teae_drug.proportion.percent}}% with {{product.generic}} and {{main.findings.teae_control.proportion.percent}}% with standard care. A longer follow-up than {{early.cuts.primary.followUp}} of {{early.name}} would show whether depth lasts. So would a randomised comparison with <a href="https://example.org/triplet">the usual triplet</a>.</p>
<h2>Author’s view</h2>
<p>{{product.generic}} turns the burden of proof around, and {{main.findings.pfs24_drug.rate.percent}}% at two years is the reason. What happens after treatment stops is the question that the next cut has to answer.</p>
<h2>Sources</h2>
<ol class="sources">
{{#each sources}}
<li><cite>{{title}}</cite> · {{publisher}}, {{year}} · <a href="{{url}}">{{url}}</a> · {{type}}, read: {{access}}</li>
{{/each}}
</ol>
<p class="small">{{house.disclosures.positions}} {{house.disclosures.compensation}} {{house.disclosures.relationships}} {{house.disclosures.review}} {{house.disclosures.advice}} {{house.disclosures.medical}}</p>
<p class="small">{{house.method}}</p>
</body>
</html>
`;
