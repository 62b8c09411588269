/** The only door to complaints, rulings and credit. */
export * from './complaint.ts';
