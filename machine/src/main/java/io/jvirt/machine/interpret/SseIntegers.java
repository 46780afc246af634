package io.jvirt.machine.interpret;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import java.util.Map;
final class SseIntegers { private SseIntegers() {} static void addTo(Map<String, Handler> table) {} }
