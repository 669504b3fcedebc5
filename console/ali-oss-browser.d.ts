declare module "ali-oss/dist/aliyun-oss-sdk.min.js" {
  export { default } from "ali-oss";
}
