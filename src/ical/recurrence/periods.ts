/** Work a rule may still cost; counted down for each period or instance looked at. At 0 it stops. */
export interface Budget {
  steps: number;
}
