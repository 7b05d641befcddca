declare module 'jstat' {
  const jstat: {
    jStat: {
      beta: {
        /** Quantile of the beta distribution. */
        inv(probability: number, alpha: number, beta: number): number;
      };
    };
  };
  export default jstat;
}
