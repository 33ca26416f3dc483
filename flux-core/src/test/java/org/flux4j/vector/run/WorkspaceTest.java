package org.flux4j.vector.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
    private final Workspace workspace = new Workspace(new Memory.Heap());

    @Test
    void memoryOfAClosedScopeServesTheNextTensorOfItsSize() {
        Scope around = workspace.scope();
        Scope one = workspace.scope();
        float[] first = tensor(6).data();
        float[] second = tensor(6).data();
        first[0] = 1;
        second[0] = 2;
        one.close();

        Scope two = workspace.scope();
        assertThat(tensor(7).data()[0]).isZero();
        assertThat(tensor(6).data()[0] + tensor(6).data()[0]).isEqualTo(3);
        assertThat(tensor(6).data()[0]).isZero();
        two.close();
        around.close();
    }

    @Test
    void whatIsKeptBelongsToTheScopeAround() {
        Scope outer = workspace.scope();
        Scope inner = workspace.scope();
        Tensor kept = inner.keep(tensor(6).reshape(2, 3));
        inner.close();
        assertThat(tensor(6).data()).isNotSameAs(kept.data());
        Tensor outlives = outer.keep(tensor(5));
        outer.close();
        assertThat(tensor(5).data()).isNotSameAs(outlives.data());
    }

    @Test
    void whatIsReplacedIsUsedAgainAtOnceIfItIsOfThisScope() {
        try (Scope outer = workspace.scope()) {
            Tensor outers = outer.replace(tensor(7), tensor(6));
            try (Scope inner = workspace.scope()) {
                Tensor old = tensor(6);
                float[] array = old.data();
                Tensor next = inner.replace(old, tensor(6));
                assertThat(inner.replace(outers, next)).isSameAs(next);
                assertThat(tensor(6).data()).isSameAs(array);
                assertThat(tensor(6).data()).isNotSameAs(outers.data()).isNotSameAs(next.data());
            }
        }
    }

    @Test
    void tensorsOutsideScopesAreNeverUsedAgain() {
        float[] free = tensor(6).data();
        try (Scope scope = workspace.scope()) {
            scope.keep(Tensor.of(Shape.of(6), free));
        }
        assertThat(tensor(6).data()).isNotSameAs(free);
    }

    @Test
    void whatWaitsIsLetGoByTrimmingAndByTheOutermostScope() {
        Scope one = workspace.scope();
        float[] old = tensor(6).data();
        one.close();
        Scope two = workspace.scope();
        assertThat(tensor(6).data()).isNotSameAs(old);
        workspace.release(old);
        two.trim();
        assertThat(tensor(6).data()).isNotSameAs(old);
        two.close();
    }

    @Test
    void thePeakIsWhatWasHeldAtOneTime() {
        assertThat(peak(new Memory.Heap())).isEqualTo(peak(new Memory.Planned()));
    }

    private static List<Long> peak(Memory memory) {
        Workspace workspace = new Workspace(memory);
        List<Long> peaks = new ArrayList<>();
        try (Scope outer = workspace.scope()) {
            workspace.release(workspace.borrow(5));
            try (Scope inner = workspace.scope()) {
                workspace.tensor(Shape.of(5));
                inner.keep(workspace.tensor(Shape.of(2, 3)));
            }
            workspace.tensor(Shape.of(5));
            peaks.add(workspace.peak());
            assertThat(workspace.peak()).isEqualTo(4 * 11);
            outer.replace(workspace.tensor(Shape.of(8)), workspace.tensor(Shape.of(1)));
            peaks.add(workspace.peak());
            assertThat(workspace.peak()).isEqualTo(4 * 20);
            outer.trim();
            workspace.restartPeak();
            peaks.add(workspace.peak());
            assertThat(workspace.peak()).isEqualTo(4 * 12);
        }
        workspace.tensor(Shape.of(3));
        workspace.restartPeak();
        peaks.add(workspace.peak());
        assertThat(workspace.peak()).isZero();
        return peaks;
    }

    @Test
    void arraysThatCannotBeAreRefused() {
        assertThatThrownBy(() -> workspace.borrow(-1)).hasMessage("an array would have more than 2³¹ − 1 elements");
    }

    @Test
    void aTensorHasNoElementsAfterItsScope() {
        Scope scope = workspace.scope();
        Tensor kept = scope.keep(tensor(6));
        Tensor lost = tensor(6);
        scope.close();
        assertThat(kept.data()).hasSize(6);
        assertThatThrownBy(lost::data)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a tensor was used after its scope had closed");
    }

    @Test
    void everyTensorHasAStorageOfItsOwn() {
        Scope outer = workspace.scope();
        Scope inner = workspace.scope();
        Tensor first = tensor(6);
        float[] array = first.data();
        inner.close();
        Tensor second = tensor(6);
        assertThat(second.data()).isSameAs(array);
        assertThat(second.storage()).isNotSameAs(first.storage());
        outer.close();
    }

    @Test
    void scopesCloseInReverseOrder() {
        Scope outer = workspace.scope();
        Scope inner = workspace.scope();
        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
        inner.close();
        outer.close();
    }

    private Tensor tensor(int size) {
        return workspace.tensor(Shape.of(size));
    }
}
