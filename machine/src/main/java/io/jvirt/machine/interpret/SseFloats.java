package io.jvirt.machine.interpret;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import java.util.Map;
final class SseFloats { private SseFloats() {} static void addTo(Map<String, Handler> table) {} }
