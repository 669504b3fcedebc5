// Made by `npm run gen` from the files of this folder.
import type { Operation } from "./define.ts";
import { BatchGetYikeAssetMediaInfos } from "./ice/BatchGetYikeAssetMediaInfos.ts";
import { CreateYikeAssetUpload } from "./ice/CreateYikeAssetUpload.ts";
import { CreateYikeProduction } from "./ice/CreateYikeProduction.ts";
import { CreateYikeWorkspace } from "./ice/CreateYikeWorkspace.ts";
import { DeleteYikeAssetMediaInfos } from "./ice/DeleteYikeAssetMediaInfos.ts";
import { GetYikeAssetMediaInfo } from "./ice/GetYikeAssetMediaInfo.ts";
import { ListYikeAssetFolders } from "./ice/ListYikeAssetFolders.ts";
import { ListYikeProductions } from "./ice/ListYikeProductions.ts";
import { RegisterYikeAssetMediaInfo } from "./ice/RegisterYikeAssetMediaInfo.ts";
import { ListYikeWorkspaces } from "./yike/ListYikeWorkspaces.ts";
import { UpdateYikeProduction } from "./yike/UpdateYikeProduction.ts";
import { CreateAccount } from "./medialoft/CreateAccount.ts";
import { RefreshAssetUpload } from "./medialoft/RefreshAssetUpload.ts";

export const operations: readonly Operation[] = [
  BatchGetYikeAssetMediaInfos,
  CreateYikeAssetUpload,
  CreateYikeProduction,
  CreateYikeWorkspace,
  DeleteYikeAssetMediaInfos,
  GetYikeAssetMediaInfo,
  ListYikeAssetFolders,
  ListYikeProductions,
  RegisterYikeAssetMediaInfo,
  ListYikeWorkspaces,
  UpdateYikeProduction,
  CreateAccount,
  RefreshAssetUpload,
];
