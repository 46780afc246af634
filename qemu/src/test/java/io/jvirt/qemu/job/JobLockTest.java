package io.jvirt.qemu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobLockTest {
    @Test
    void secondWaitsAndGivesUpWithTheHoldersName() {
        JobLock lock = new JobLock(Duration.ofMillis(20));
        try (JobLock.Job job = lock.begin("virDomainReset")) {
            assertThatThrownBy(() -> lock.begin("virDomainSuspend")).isInstanceOfSatisfying(JvirtException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_TIMEOUT);
                assertThat(e.getMessage())
                        .isEqualTo("Timed out during operation: cannot acquire state change lock (held by virDomainReset)");
            });
            assertThatThrownBy(() -> lock.beginDestroy("virDomainDestroyFlags")).isInstanceOf(JvirtException.class);
        }
        lock.begin("virDomainSuspend").close();
    }

    @Test
    void longWorkIsSeenAndGivesWayToADestroyOnly() {
        JobLock lock = new JobLock(Duration.ofMillis(20));
        LongJob work = new LongJob(LongJob.Operation.SAVE);
        try (JobLock.Job job = lock.begin("virDomainSaveFlags", work)) {
            assertThat(lock.current()).isSameAs(work);
            assertThatThrownBy(() -> lock.begin("virDomainSuspend")).hasMessageContaining("virDomainSaveFlags");
            try (JobLock.Job destroy = lock.beginDestroy("virDomainDestroyFlags")) {
                assertThatThrownBy(() -> lock.beginDestroy("again")).hasMessageContaining("virDomainDestroyFlags");
            }
        }
        assertThat(lock.current()).isNull();
    }

    @Test
    void jobsNeverOverlapAndNoneIsForgotten() throws InterruptedException {
        JobLock lock = new JobLock(Duration.ofSeconds(30));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(200);
        for (int i = 0; i < 200; i++) {
            Thread.ofVirtual().start(() -> {
                try (JobLock.Job job = lock.begin("virDomainReset")) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                }
                done.countDown();
            });
        }
        done.await();
        assertThat(most).hasValue(1);
        assertThat(lock.busy()).isFalse();
    }

    @Test
    void endedWorkTellsHowItEnded() {
        LongJob work = new LongJob(LongJob.Operation.DUMP);
        work.progress(LongJob.Progress.of(100, 40));
        assertThat(work.info().type()).isEqualTo(2);
        assertThat(work.info().dataRemaining()).isEqualTo(60);
        work.requestAbort();
        work.end(false);
        assertThat(work.info().type()).isEqualTo(5);
        assertThat(work.values().number("operation")).hasValue(8);
    }
}
