package io.jvirt.host.process;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.SpawnCalls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Starts children. Each is started from a platform thread made for it, because umask and identity are first changed for that thread
 * alone and then inherited by the child; the thread ends at once and is never reused.
 */
final class Spawner {
    private Spawner() {}

    /** {@return the process number of the new child} */
    static int spawn(ProcessSpec spec) {
        int highest = Math.max(2, spec.descriptors().keySet().stream().max(Integer::compare).orElse(2));
        List<Descriptor> copies = new ArrayList<>();
        try {
            // Copies above all target numbers, so that no dup2 in the child overwrites a source of a later one.
            Map<Integer, Integer> descriptors = new TreeMap<>();
            spec.descriptors().forEach((target, ours) -> {
                Descriptor copy = ours.duplicateAtLeast(highest + 1);
                copies.add(copy);
                descriptors.put(target, copy.number());
            });
            Map<Integer, String> opens = new TreeMap<>();
            for (int standard = 0; standard <= 2; standard++) {
                if (!descriptors.containsKey(standard)) {
                    opens.put(standard, "/dev/null");
                }
            }
            List<String> arguments = new ArrayList<>(List.of(spec.program().toString()));
            arguments.addAll(spec.arguments());
            SpawnCalls.Child child = new SpawnCalls.Child(
                    spec.program().toString(),
                    Collections.unmodifiableList(arguments),
                    spec.environment(),
                    spec.folder().map(Object::toString).orElse(""),
                    opens,
                    descriptors,
                    true);
            int pid = onOwnThread(spec, child);
            if (pid < 0) {
                throw new HostException("start '" + spec.program() + "'", -pid);
            }
            return pid;
        } finally {
            copies.forEach(Descriptor::close);
        }
    }

    private static int onOwnThread(ProcessSpec spec, SpawnCalls.Child child) {
        FutureTask<Integer> task = new FutureTask<>(() -> {
            int result = SpawnCalls.setThreadUmask(spec.umask());
            if (result >= 0 && spec.credentials().isPresent()) {
                Credentials user = spec.credentials().get();
                result = SpawnCalls.setThreadIdentity(user.uid(), user.gid(), user.groups());
            }
            return result < 0 ? result : SpawnCalls.spawn(child);
        });
        Thread thread = Thread.ofPlatform().name("jvirt-spawn").daemon().unstarted(task);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new HostException("Cannot start '" + spec.program() + "'", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
