import { ActionIcon, Menu } from "@mantine/core";
import { IconCheck, IconLanguage } from "@tabler/icons-react";
import { languages, useLanguage } from "../language/language.tsx";

export function LanguageMenu() {
  const { language, messages, speak } = useLanguage();
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={messages.language.choose}>
          <IconLanguage size={20} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map(({ id, name }) => (
          <Menu.RadioItem
            key={id}
            lang={id}
            value={id}
            checked={id === language}
            checkIcon={<IconCheck size={16} />}
            onChange={() => speak(id)}
            closeMenuOnClick
          >
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
