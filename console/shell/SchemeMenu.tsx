import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useMessages } from "../language/language.tsx";

const schemes = [
  { id: "light", Icon: IconSun },
  { id: "dark", Icon: IconMoon },
  { id: "auto", Icon: IconDeviceDesktop },
] as const;

export function SchemeMenu() {
  const { scheme } = useMessages();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Shown = schemes.find(({ id }) => id === colorScheme)?.Icon ?? IconSun;
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={scheme.choose}>
          <Shown size={20} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ id, Icon }) => (
          <Menu.RadioItem
            key={id}
            value={id}
            checked={id === colorScheme}
            checkIcon={<IconCheck size={16} />}
            rightSection={<Icon size={16} />}
            onChange={() => setColorScheme(id)}
            closeMenuOnClick
          >
            {scheme[id]}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
