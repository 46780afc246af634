package io.jvirt.cli.run;

import io.jvirt.api.CpuFit;
import io.jvirt.api.CpuFlags;
import io.jvirt.api.GuestKind;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands that compare CPUs and find common ones. */
public final class CpuFitCommands {
    private CpuFitCommands() {}

    /** Compares with the host's CPU. */
    public static void compare(Invocation in) {
        in.attempt("Failed to compare host CPU with " + in.required("file"));
        CpuFit fit = in.connection().compareCpu(one(in), comparing(in));
        say(in, fit, "host CPU", "Host CPU");
    }

    /** Compares with the CPU that a hypervisor gives. */
    public static void compareHypervisor(Invocation in) {
        in.attempt("Failed to compare hypervisor CPU with " + in.required("file"));
        CpuFit fit = in.connection().compareHypervisorCpu(kind(in), one(in), comparing(in));
        say(in, fit, "the CPU provided by hypervisor on the host", "The CPU provided by hypervisor on the host");
    }

    private static void say(Invocation in, CpuFit fit, String other, String otherFirst) {
        String described = "CPU described in " + in.required("file");
        if (in.structured()) {
            in.document(fit.name().toLowerCase(Locale.ROOT));
        } else {
            in.print(switch (fit) {
                case INCOMPATIBLE -> described + " is incompatible with " + other + "\n";
                case IDENTICAL -> described + " is identical to " + other + "\n";
                case SUPERSET -> otherFirst + " is a superset of " + described + "\n";
            });
        }
        if (fit == CpuFit.INCOMPATIBLE) {
            throw Failure.silent();
        }
    }

    /** Prints the CPU that guests can have on every host. */
    public static void baseline(Invocation in) {
        in.attempt(null);
        in.print(in.connection().baselineCpu(cpus(in), common(in)));
    }

    /** Prints the same by a hypervisor's models. */
    public static void baselineHypervisor(Invocation in) {
        in.attempt(null);
        String model = in.text("model");
        if (model == null && in.text("file") == null) {
            throw new Failure("Either --file or --model is needed");
        }
        List<String> cpus = model == null ? cpus(in) : List.of("<cpu><model>" + XmlNode.escape(model) + "</model></cpu>");
        in.print(in.connection().baselineHypervisorCpu(kind(in), cpus, common(in)));
    }

    /** Lists the models that a hypervisor can run here. */
    public static void hypervisorModels(Invocation in) {
        in.attempt("failed to get hypervisor CPU model names");
        GuestKind kind = kind(in);
        XmlNode document = XmlNode.parse(in.connection()
                .domainCapabilities(kind.emulator(), kind.arch(), kind.machine(), kind.virtType()));
        XmlNode cpu = document.child("cpu");
        List<String> names = new ArrayList<>();
        for (XmlNode mode : cpu == null ? List.<XmlNode>of() : cpu.children("mode")) {
            if ("custom".equals(mode.attribute("name"))) {
                mode.children("model").stream()
                        .filter(m -> in.flag("all") || "yes".equals(m.attribute("usable")))
                        .forEach(m -> names.add(m.text()));
            }
        }
        if (in.structured()) {
            in.document(names);
        } else {
            names.forEach(name -> in.print(name + "\n"));
        }
    }

    private static GuestKind kind(Invocation in) {
        return new GuestKind(in.text("emulator"), in.text("arch"), in.text("machine"), in.text("virttype"));
    }

    private static CpuFlags.Compare[] comparing(Invocation in) {
        List<CpuFlags.Compare> flags = new ArrayList<>();
        if (in.flag("error")) {
            flags.add(CpuFlags.Compare.FAIL_INCOMPATIBLE);
        }
        if (in.flag("validate")) {
            flags.add(CpuFlags.Compare.VALIDATE_XML);
        }
        return flags.toArray(CpuFlags.Compare[]::new);
    }

    private static CpuFlags.Baseline[] common(Invocation in) {
        List<CpuFlags.Baseline> flags = new ArrayList<>();
        if (in.flag("features")) {
            flags.add(CpuFlags.Baseline.EXPAND_FEATURES);
        }
        if (in.flag("migratable")) {
            flags.add(CpuFlags.Baseline.MIGRATABLE);
        }
        return flags.toArray(CpuFlags.Baseline[]::new);
    }

    private static String one(Invocation in) {
        return cpus(in).getFirst();
    }

    /** {@return the CPUs of a file with documents of CPUs, guests, hosts or what guests can have, one after the other} */
    private static List<String> cpus(Invocation in) {
        String file = in.required("file");
        XmlNode all;
        try {
            all = XmlNode.parse("<all>" + in.read(file).replaceAll("<[?]xml[^>]*[?]>", "") + "</all>");
        } catch (IllegalArgumentException e) {
            throw new Failure("File '" + file + "' is not well-formed: " + e.getMessage());
        }
        List<String> cpus = new ArrayList<>();
        for (XmlNode document : all.children()) {
            add(cpus, switch (document.name()) {
                case "cpu" -> document;
                case "domain" -> document.child("cpu");
                case "capabilities" -> document.at("host", "cpu");
                default -> null;
            });
            XmlNode guests = document.name().equals("domainCapabilities") ? document.child("cpu") : null;
            for (XmlNode mode : guests == null ? List.<XmlNode>of() : guests.children("mode")) {
                if ("host-model".equals(mode.attribute("name")) && "yes".equals(mode.attribute("supported"))) {
                    StringBuilder cpu = new StringBuilder("<cpu>");
                    mode.children().forEach(part -> cpu.append(part.format("")));
                    cpus.add(cpu.append("</cpu>").toString());
                }
            }
        }
        if (cpus.isEmpty()) {
            throw new Failure("File '" + file + "' does not contain any <cpu> element or valid domain XML,"
                    + " host capabilities XML, or domain capabilities XML");
        }
        return cpus;
    }

    private static void add(List<String> cpus, @Nullable XmlNode cpu) {
        if (cpu != null) {
            cpus.add(cpu.format(""));
        }
    }
}
