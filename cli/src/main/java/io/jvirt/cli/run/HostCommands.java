package io.jvirt.cli.run;

import io.jvirt.api.Connection;
import io.jvirt.api.JvirtException;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.Version;
import io.jvirt.cli.text.XmlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands about the hypervisor. */
public final class HostCommands {
    private HostCommands() {}

    /** Prints the host's capabilities. */
    public static void capabilities(Invocation in) {
        in.attempt("failed to get capabilities");
        in.print(in.connection().capabilities() + "\n");
    }

    /** Prints what a guest can have. */
    public static void domainCapabilities(Invocation in) {
        in.attempt("failed to get emulator capabilities");
        in.print(in.connection()
                .domainCapabilities(
                        in.text("emulatorbin"), in.text("arch"), in.text("machine"), in.text("virttype")) + "\n");
    }

    /** Lists CPU models. */
    public static void cpuModels(Invocation in) {
        in.attempt("failed to get CPU model names");
        List<String> models = in.connection().cpuModels(in.required("arch"));
        if (in.structured()) {
            in.document(models);
        } else if (models.isEmpty()) {
            in.print("all CPU models are accepted\n");
        } else {
            in.print(String.join("\n", models) + "\n");
        }
    }

    /** Prints the host's name. */
    public static void hostname(Invocation in) {
        in.attempt("failed to get hostname");
        in.print(in.connection().hostname() + "\n");
    }

    /** Prints how many CPUs a guest can have. */
    public static void maxVcpus(Invocation in) {
        String type = in.text("type");
        in.print(maxVcpusOfGuests(in.connection(), type)
                .orElseGet(() -> Integer.toString(in.connection().maxVcpus(type))) + "\n");
    }

    /** {@return what the document of a guest's capabilities says} It is nearer to the truth than the call made for it. */
    private static Optional<String> maxVcpusOfGuests(Connection connection, @Nullable String type) {
        try {
            return Optional.ofNullable(XmlNode.parse(connection.domainCapabilities(null, null, null, type))
                    .attributeOf("vcpu", "max"));
        } catch (JvirtException e) {
            return Optional.empty();
        }
    }

    /** Prints the SMBIOS document. */
    public static void sysinfo(Invocation in) {
        in.attempt("failed to get sysinfo");
        in.print(in.connection().sysinfo());
    }

    /** Prints the URI. */
    public static void uri(Invocation in) {
        in.print(in.connection().uri() + "\n");
    }

    /** Prints versions. */
    public static void version(Invocation in) {
        Connection connection = in.connection();
        in.attempt("failed to get hypervisor type");
        String type = connection.type();
        in.attempt("failed to get the hypervisor version");
        long hypervisor = connection.version();
        if (in.structured()) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("jvirt", Version.NUMBER);
            record.put("hypervisor", type);
            record.put("hypervisor-version", number(hypervisor));
            in.document(record);
            return;
        }
        in.print("Compiled against library: libvirt " + Version.PROTOCOL + "\n");
        in.print("Using library: libvirt " + Version.PROTOCOL + "\n");
        in.print("Using API: " + type + " " + Version.PROTOCOL + "\n");
        if (hypervisor == 0) {
            in.print("Cannot extract running " + type + " hypervisor version\n");
        } else {
            in.print("Running hypervisor: " + type + " " + number(hypervisor) + "\n");
        }
        if (in.flag("daemon")) {
            in.attempt("failed to get the daemon version");
            in.print("Running against daemon: " + number(connection.libraryVersion()) + "\n");
        }
    }

    private static String number(long version) {
        return version / 1_000_000 + "." + version / 1000 % 1000 + "." + version % 1000;
    }
}
