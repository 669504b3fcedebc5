import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconTemplate } from "@tabler/icons-react";
import { useLanguage } from "../../language/language.tsx";
import { useWords } from "../../language/words.ts";
import { useSession } from "../../session/session.tsx";
import { editorWords } from "./editor-words.ts";
import styles from "./policy.module.css";
import { policyTemplates } from "./policy-templates.ts";

/** Policies that many people need, to begin with. */
export function TemplateMenu({ onTake }: { readonly onTake: (text: string) => void }) {
  const words = useWords(editorWords);
  const { language } = useLanguage();
  const { state } = useSession();
  const accountId = state?.principal?.accountId ?? "";
  return (
    <div className={styles.templates}>
      <Menu position="bottom-start" width={380} transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconTemplate size={15} />}
            rightSection={<IconChevronDown size={14} />}
          >
            {words.templates}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={styles.templateList}>
          <Menu.Label>{words.templatesLead}</Menu.Label>
          {policyTemplates.map((template) => (
            <Menu.Item key={template.id} onClick={() => onTake(template.write(accountId))}>
              <span className={styles.templateTitle}>{template.title[language]}</span>
              <span className={styles.templateLead}>{template.lead[language]}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
