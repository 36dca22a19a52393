/** Version of the model of IAM behind verdicts; it changes whenever a verdict on the same templates can. */
export const modelVersion = '4';
