export function Desk() {
  return <p>…</p>;
}
