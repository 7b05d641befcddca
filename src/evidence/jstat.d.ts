declare module 'jstat' {
  const jstat: {
    jStat: {
      beta: {
        /** Quantile of the beta distribution. */
        inv(probability: number, alpha: number, beta: number): number;
      };
      chisquare: {
        /** Quantile of the chi-squared distribution. */
        inv(probability: number, degreesOfFreedom: number): number;
      };
      normal: {
        /** Share of the normal distribution below a value. */
        cdf(value: number, mean: number, sd: number): number;
        /** Quantile of the normal distribution; probability 0 gives about −141. */
        inv(probability: number, mean: number, sd: number): number;
      };
    };
  };
  export default jstat;
}
