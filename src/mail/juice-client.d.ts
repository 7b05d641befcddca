/** juice ships types for its main entry only, which also loads what fetches resources. */
declare module 'juice/client' {
  import juice from 'juice';
  export default juice;
}
