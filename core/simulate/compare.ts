import type { ChangeDirection, ComparisonOperator } from '../filter/model';

/** False whenever one side is NaN. */
export function compare(left: number, operator: ComparisonOperator, right: number): boolean {
  switch (operator) {
    case '$gt':
      return left > right;
    case '$gte':
      return left >= right;
    case '$lt':
      return left < right;
    case '$lte':
      return left <= right;
  }
}

/** Whether a signed distance reaches `amount` ("by at least") in the wanted direction. */
export function reaches(distance: number, direction: ChangeDirection, amount: number): boolean {
  switch (direction) {
    case 'INCREASE':
      return distance >= amount;
    case 'DECREASE':
      return -distance >= amount;
    case 'ANY':
      return Math.abs(distance) >= amount;
  }
}
