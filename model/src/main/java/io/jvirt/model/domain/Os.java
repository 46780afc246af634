package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Text;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("What the guest boots.")
public record Os(
        @Attr @Doc("Firmware that the driver chooses.") @Nullable Firmware firmware,
        @Child @Nullable OsType type,
        @Child @Doc("First program of a container.") @Nullable String init,
        @Child("initarg") @Doc("Argument of the first program.") List<String> initarg,
        @Child @Doc("Environment variable of the first program.") List<InitEnv> initenv,
        @Child @Doc("Folder in which the first program starts.") @Nullable String initdir,
        @Child @Doc("User as which the first program runs.") @Nullable String inituser,
        @Child @Doc("Group as which the first program runs.") @Nullable String initgroup,
        @Child("firmware/feature") @Doc("A feature that the chosen firmware must have or lack.") List<FirmwareFeature> firmwareFeatures,
        @Child(omitEmpty = true) @Nullable Loader loader,
        @Child(omitEmpty = true) @Nullable Nvram nvram,
        @Child @Nullable VarStore varstore,
        @Child @Doc("Kernel file to boot directly.") @Nullable String kernel,
        @Child @Doc("Initial RAM disk.") @Nullable String initrd,
        @Child @Doc("The kernel's command line.") @Nullable String cmdline,
        @Child @Doc("Device tree.") @Nullable String dtb,
        @Child @Doc("Root device of the kernel (User Mode Linux).") @Nullable String root,
        @Child @Doc("Image that holds kernel and shim (s390).") @Nullable String shim,
        @Child("acpi/table") @Doc("A table to add to the firmware's.") List<AcpiTable> acpi,
        @Attr("boot@dev") @Doc("Boot order by kind of device.") List<BootDevice> boot,
        @Child @Doc("Whether the firmware asks what to boot.") @Nullable BootMenu bootmenu,
        @Attr("smbios@mode") @Doc("Where the SMBIOS tables come from.") @Nullable SmbiosMode smbios,
        @Child(omitEmpty = true) @Doc("Behaviour of a PC BIOS.") @Nullable Bios bios) {
    public Os {
        initarg = List.copyOf(initarg);
        initenv = List.copyOf(initenv);
        firmwareFeatures = List.copyOf(firmwareFeatures);
        acpi = List.copyOf(acpi);
        boot = List.copyOf(boot);
    }

    public enum Firmware implements XmlEnum { BIOS, EFI }

    @Doc("The guest's interface and machine.")
    public record OsType(
            @Attr @Doc("CPU architecture.") @Nullable String arch,
            @Attr @Doc("Machine type.") @Nullable String machine,
            @Text @Doc("hvm for full virtualization, or xen, linux, exe, uml.") String value) {
        public OsType withArch(@Nullable String value) {
            return Records.with(this, "arch", value);
        }

        public OsType withMachine(@Nullable String value) {
            return Records.with(this, "machine", value);
        }
    }

    @Element("initenv")
    public record InitEnv(
            @Attr @Doc("Name of the variable.") String name,
            @Text @Doc("Value of the variable.") @Nullable String value) {
    }

    @Element("feature")
    public record FirmwareFeature(
            @Attr @Doc("Whether it must be there.") YesNo enabled,
            @Attr @Doc("The feature.") FirmwareFeatureName name) {
    }

    public enum FirmwareFeatureName implements XmlEnum { ENROLLED_KEYS, SECURE_BOOT }

    @Doc("The firmware's program.")
    public record Loader(
            @Attr @Doc("Whether the guest can write it.") @Nullable YesNo readonly,
            @Attr @Doc("Whether it needs system management mode for secure boot.") @Nullable YesNo secure,
            @Attr @Doc("How it is mapped into the guest.") @Nullable LoaderType type,
            @Attr @Doc("Whether it keeps no variables.") @Nullable YesNo stateless,
            @Attr @Doc("Format of the file.") @Nullable StorageFormat format,
            @Text @Doc("File with the firmware.") @Nullable String path) {
        public Loader withPath(@Nullable String value) {
            return Records.with(this, "path", value);
        }

        public Loader withReadonly(@Nullable YesNo value) {
            return Records.with(this, "readonly", value);
        }

        public Loader withSecure(@Nullable YesNo value) {
            return Records.with(this, "secure", value);
        }

        public Loader withType(@Nullable LoaderType value) {
            return Records.with(this, "type", value);
        }

        public Loader withStateless(@Nullable YesNo value) {
            return Records.with(this, "stateless", value);
        }

        public Loader withFormat(@Nullable StorageFormat value) {
            return Records.with(this, "format", value);
        }
    }

    public enum LoaderType implements XmlEnum { ROM, PFLASH }

    @Doc("The firmware's variables.")
    public record Nvram(
            @Attr @Doc("File with the first content.") @Nullable String template,
            @Attr @Doc("Format of the template.") @Nullable StorageFormat templateFormat,
            @Attr @Doc("Format of the file.") @Nullable StorageFormat format,
            @Inline @Nullable StorageSource source,
            @Text @Doc("File with the guest's variables.") @Nullable String path) {
        public Nvram withPath(@Nullable String value) {
            return Records.with(this, "path", value);
        }

        public Nvram withTemplate(@Nullable String value) {
            return Records.with(this, "template", value);
        }

        public Nvram withTemplateFormat(@Nullable StorageFormat value) {
            return Records.with(this, "templateFormat", value);
        }

        public Nvram withFormat(@Nullable StorageFormat value) {
            return Records.with(this, "format", value);
        }
    }

    @Element("table")
    public record AcpiTable(
            @Attr @Doc("Kind of table.") AcpiTableType type,
            @Text @Doc("File with the table.") String path) {
    }

    public enum AcpiTableType implements XmlEnum { RAW, RAWSET, SLIC, MSDM }

    public enum BootDevice implements XmlEnum { FD, CDROM, HD, NETWORK }

    public record BootMenu(
            @Attr @Doc("Whether there is a menu.") @Nullable YesNo enable,
            @Attr @Range(max = 65535) @Doc("How long it waits, in milliseconds.") @Nullable Integer timeout) {
    }

    public enum SmbiosMode implements XmlEnum { NONE, EMULATE, HOST, SYSINFO }

    public record Bios(
            @Attr @Doc("Whether the BIOS shows its output on a serial port too.") @Nullable YesNo useserial,
            @Attr @Range(min = -1, max = 65535) @Doc("When to try again after a failed boot, in milliseconds; -1 for never.") @Nullable Integer rebootTimeout) {
    }

    public Os withType(@Nullable OsType value) {
        return Records.with(this, "type", value);
    }

    public Os withFirmware(@Nullable Firmware value) {
        return Records.with(this, "firmware", value);
    }

    public Os withLoader(@Nullable Loader value) {
        return Records.with(this, "loader", value);
    }

    public Os withNvram(@Nullable Nvram value) {
        return Records.with(this, "nvram", value);
    }

    public Os withBoot(List<BootDevice> value) {
        return Records.with(this, "boot", value);
    }

    public Os withFirmwareFeatures(List<FirmwareFeature> value) {
        return Records.with(this, "firmwareFeatures", value);
    }

    public Os withKernel(@Nullable String value) {
        return Records.with(this, "kernel", value);
    }

    public Os withInitrd(@Nullable String value) {
        return Records.with(this, "initrd", value);
    }

    public Os withBootmenu(@Nullable BootMenu value) {
        return Records.with(this, "bootmenu", value);
    }

    @Doc("The firmware's variables, kept by QEMU itself.")
    public record VarStore(
            @Attr @Doc("File with the first content.") @Nullable String template,
            @Attr @Doc("File with the variables.") @Nullable String path) {
    }
}
