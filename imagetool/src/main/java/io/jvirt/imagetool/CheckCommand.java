package io.jvirt.imagetool;

import io.jvirt.image.CheckResult;
import io.jvirt.image.Checkable;
import io.jvirt.image.DiskImage;
import io.jvirt.image.Fact;
import io.jvirt.image.OpenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code check}: whether an image is sound. */
final class CheckCommand implements ToolCommand {
    private static final int CORRUPT = 2;
    private static final int LEAKS = 3;
    private static final int NO_CHECKS = 63;

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String synopsis() {
        return "[--object OBJECT] [--image-opts] [-q] [-f FORMAT] [--output=human|json] [-r leaks|all] [-T CACHE] [-U] FILE";
    }

    @Override
    public String summary() {
        return "Checks and repairs an image; ends with 0 sound, 2 corrupt, 3 leaks, 1 not checked, 63 not a format with checks.";
    }

    @Override
    public String letters() {
        return "f:r:qT:U";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "force-share");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object", "output");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        boolean json = words.json();
        boolean quiet = words.has("q");
        Checkable.Repair repair = switch (words.value("r").orElse("")) {
            case "" -> Checkable.Repair.NOTHING;
            case "leaks" -> Checkable.Repair.LEAKS;
            case "all" -> Checkable.Repair.ALL;
            default -> throw new UsageException("-r expects either 'leaks' or 'all'");
        };
        ImageArguments.Named named = arguments.image(words.only("image file name"), "f");
        OpenRequest request = repair == Checkable.Repair.NOTHING ? arguments.reading(named.path()) : arguments.writing(named.path());
        try (DiskImage image = named.format().open(request.forCheck())) {
            if (!(image instanceof Checkable checkable)) {
                console.complain("This image format does not support checks");
                return NO_CHECKS;
            }
            CheckResult result = checkable.check(repair);
            result.findings().forEach(console.err()::println);
            if (json) {
                console.json(json(image, result));
            } else if (!quiet) {
                print(result, console);
            }
            return result.errors() > 0 ? 1 : result.corruptions() > 0 ? CORRUPT : result.leaks() > 0 ? LEAKS : 0;
        }
    }

    private static Fact json(DiskImage image, CheckResult result) {
        List<Fact.Entry> entries = new ArrayList<>();
        optional("image-end-offset", result.imageEnd(), entries);
        optional("total-clusters", result.totalClusters(), entries);
        entries.add(Fact.of("check-errors", result.errors()));
        optional("corruptions", result.corruptions(), entries);
        optional("leaks", result.leaks(), entries);
        optional("corruptions-fixed", result.corruptionsFixed(), entries);
        optional("leaks-fixed", result.leaksFixed(), entries);
        optional("allocated-clusters", result.allocatedClusters(), entries);
        optional("fragmented-clusters", result.fragmentedClusters(), entries);
        optional("compressed-clusters", result.compressedClusters(), entries);
        entries.add(Fact.of("filename", image.path().toString()));
        entries.add(Fact.of("format", image.format().label()));
        return new Fact.Group(entries);
    }

    private static void optional(String name, long value, List<Fact.Entry> to) {
        if (value != 0) {
            to.add(Fact.of(name, value));
        }
    }

    private static void print(CheckResult result, Console console) {
        if (result.leaksFixed() + result.corruptionsFixed() > 0) {
            console.print("The following inconsistencies were found and repaired:\n\n    " + result.leaksFixed()
                    + " leaked clusters\n    " + result.corruptionsFixed()
                    + " corruptions\n\nDouble checking the fixed image now...");
        }
        if (result.errors() + result.corruptions() + result.leaks() == 0) {
            console.print("No errors were found on the image.");
        }
        if (result.corruptions() > 0) {
            console.print("\n" + result.corruptions() + " errors were found on the image.\n"
                    + "Data may be corrupted, or further writes to the image may corrupt it.");
        }
        if (result.leaks() > 0) {
            console.print("\n" + result.leaks() + " leaked clusters were found on the image.\n"
                    + "This means waste of disk space, but no harm to data.");
        }
        if (result.errors() > 0) {
            console.print("\n" + result.errors() + " internal errors have occurred during the check.");
        }
        if (result.totalClusters() != 0 && result.allocatedClusters() != 0) {
            console.print(String.format(Locale.ROOT, "%d/%d = %.2f%% allocated, %.2f%% fragmented, %.2f%% compressed clusters",
                    result.allocatedClusters(), result.totalClusters(),
                    result.allocatedClusters() * 100.0 / result.totalClusters(),
                    result.fragmentedClusters() * 100.0 / result.allocatedClusters(),
                    result.compressedClusters() * 100.0 / result.allocatedClusters()));
        }
        if (result.imageEnd() > 0) {
            console.print("Image end offset: " + result.imageEnd());
        }
    }
}
