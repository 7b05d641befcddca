/** Findings in which every field of every shape occurs, for the trial ALPHA of the base library. */
export const allShapes = `
  proportion.all:
    endpoint: orr
    arm: zor
    cut: final
    proportion: { events: 150, of: 200, percent: 75.0, ci: [68.4, 80.8], level: 95, method: exact, approximate: true }
    population: the patients who began treatment
    subgroup: { by: Age, is: '65 or older, "fit"' }
    assessor: independent
    threshold: 10^-5
    assay: NGS
    timing: at any time
    requiresCr: false
    estimand: treatment policy
    baseline: 8.3%
    primary: true
    source: [{ id: alpha-2025, locator: Table 2 }, beta-2025, { id: alpha-2025, locator: "Figure 1, 'lower'" }]
    grade: secondary
    note: |-
      Two lines,
      with a comma.
  proportion.group: { endpoint: orr, group: both, proportion: { percent: 0.10 }, source: alpha-2025 }
  median.all:
    endpoint: pfs
    arm: zor
    median: { value: not reached, unit: months, ci: [-0, not reached], events: 12, of: 20 }
    source: alpha-2025
  rate.all:
    endpoint: pfs
    arm: zor
    rate: { at: 18 months, percent: 71.60, ci: [65.5, unbounded], of: 200 }
    source: alpha-2025
  ratio.all:
    endpoint: pfs
    compare: [zor, obs]
    hazardRatio:
      value: 0.60
      ci: [0.45, 0.80]
      p: '<0.001'
      sided: one
      analysis: stratified log-rank
      status: confirmatory
      alpha: 0.025
      events: [99/200, 120/198]
      informationFraction: 75
      direction: stated
      nonInferiority: { type: equivalence, margin: 1.25, lowerMargin: 0.80, marginText: a quarter }
    source: alpha-2025
  odds: { endpoint: orr, compare: [zor, obs], oddsRatio: { value: 2.0 }, source: alpha-2025 }
  risk: { endpoint: orr, compare: [zor, obs], riskRatio: { value: 1.5 }, source: alpha-2025 }
  rates: { endpoint: orr, compare: [zor, obs], rateRatio: { value: 1.5 }, source: alpha-2025 }
  means: { endpoint: orr, compare: [zor, obs], meanRatio: { value: 1.5, geometric: true }, source: alpha-2025 }
  difference: { endpoint: orr, compare: [zor, obs], difference: { value: -2.90, unit: points, se: 0.72, adjusted: true }, source: alpha-2025 }
  measure.mean: { endpoint: orr, arm: zor, measure: { mean: -1.50, unit: =x, sd: 2.0, of: 10, change: from baseline }, source: alpha-2025 }
  measure.median: { endpoint: orr, arm: zor, measure: { median: 5, unit: mg, iqr: [4, 6], range: [1, not reported] }, source: alpha-2025 }
  measure.geometric: { endpoint: orr, arm: zor, measure: { geometricMean: 5, unit: mg, gcv: 30 }, source: alpha-2025 }
  measure.adjusted: { endpoint: orr, arm: zor, measure: { adjustedMean: 5, unit: mg, se: 1 }, source: alpha-2025 }
  event-rate: { endpoint: orr, arm: zor, eventRate: { rate: 5.2, per: 100 patient-years, events: 106, exposure: 2034.5 }, source: alpha-2025 }
  count: { endpoint: orr, arm: zor, count: { value: 12, unit: events, of: 10 }, source: alpha-2025 }
  number: { endpoint: orr, arm: zor, number: { value: 77.1, unit: '%', ci: [56.1, 88.1] }, source: alpha-2025 }
  test: { endpoint: orr, compare: [zor, obs], test: { p: 0.03, sided: two, analysis: log-rank }, source: alpha-2025 }
  unavailable: { endpoint: orr, arm: zor, unavailable: { reason: not calculated, because: 'fewer than 3 patients' }, source: alpha-2025 }
`;
