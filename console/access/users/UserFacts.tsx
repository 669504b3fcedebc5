import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { Facts } from "../parts/Facts.tsx";
import { When } from "../parts/When.tsx";
import { EditUserDialog } from "./EditUserDialog.tsx";
import type { User } from "./user.ts";
import { userWords } from "./words.ts";

/** What is known of a user, and the way to change it. */
export function UserFacts({ user, onChange }: { readonly user: User; readonly onChange: () => void }) {
  const words = useWords(userWords);
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <Facts
        facts={[
          { name: words.name, value: user.UserName, isCode: true },
          { name: words.displayName, value: user.DisplayName },
          { name: words.email, value: user.Email },
          { name: words.phone, value: user.MobilePhone },
          { name: words.comments, value: user.Comments },
          { name: words.id, value: user.UserId, isCode: true },
          { name: words.created, value: <When at={user.CreateDate} /> },
          { name: words.lastLogin, value: user.LastLoginDate ? <When at={user.LastLoginDate} /> : words.never },
        ]}
        action={
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            {words.edit}
          </Button>
        }
      />
      <EditUserDialog user={user} isOpen={isEditing} onClose={() => setEditing(false)} onDone={onChange} />
    </>
  );
}
