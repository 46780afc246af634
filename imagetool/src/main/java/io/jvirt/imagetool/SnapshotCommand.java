package io.jvirt.imagetool;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.SnapshotStore;
import java.util.List;
import java.util.Set;

/** {@code snapshot}: snapshots within an image. */
final class SnapshotCommand implements ToolCommand {
    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public String synopsis() {
        return "[--object OBJECT] [--image-opts] [-f FORMAT] [-U] [-q] [-l | -a SNAPSHOT | -c SNAPSHOT | -d SNAPSHOT] FILE";
    }

    @Override
    public String summary() {
        return "Lists (-l), applies (-a), makes (-c) or deletes (-d) snapshots within an image.";
    }

    @Override
    public String letters() {
        return "f:la:c:d:qU";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "force-share");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        List<String> actions = words.names().stream().filter(List.of("l", "a", "c", "d")::contains).toList();
        if (actions.size() > 1) {
            throw new UsageException("Cannot mix '-l', '-a', '-c', '-d'");
        }
        String action = actions.isEmpty() ? "l" : actions.getFirst();
        ImageArguments.Named named = arguments.image(words.only("image file name"), "f");
        OpenRequest request = action.equals("l") ? arguments.reading(named.path()) : arguments.writing(named.path());
        try (DiskImage image = named.format().open(request.withoutBacking())) {
            if (action.equals("l")) {
                InfoText.snapshots(image.facts().snapshots(), console);
                return 0;
            }
            if (!(image instanceof SnapshotStore store)) {
                throw new ImageException("Images of format " + named.format().label() + " have no snapshots");
            }
            String name = words.value(action).orElse("");
            switch (action) {
                case "a" -> store.applySnapshot(name);
                case "c" -> store.createSnapshot(name);
                default -> store.deleteSnapshot(name);
            }
        }
        return 0;
    }
}
