using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Serving;
using CodeAssist.ModelHost.Tests.Support;
using CodeAssist.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.ModelHost.Tests.Serving;

/// <summary>A small model that completes and a large one that chats share the memory that models may have.</summary>
public sealed class MemoryBudgetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static long Need { get; } = NeedOfOne();

    [Fact]
    public async Task Models_within_the_budget_stay_together()
    {
        await using var models = Registry(new ManualTime(), 2 * Need);

        await LoadAsync(models, "one");
        await LoadAsync(models, "two");

        Assert.Equal(["one", "two"], Ids(models), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Beyond_it_the_least_recently_used_makes_room()
    {
        var time = new ManualTime();
        await using var models = Registry(time, 2 * Need);
        await LoadAsync(models, "one");
        time.Advance(TimeSpan.FromSeconds(1));
        await LoadAsync(models, "two");
        time.Advance(TimeSpan.FromSeconds(1));
        models.Lease("one")!.Dispose();
        time.Advance(TimeSpan.FromSeconds(1));

        await LoadAsync(models, "three");

        Assert.Equal(["one", "three"], Ids(models), StringComparer.Ordinal);
        Assert.Null(models.Lease("two"));
    }

    [Fact]
    public async Task A_model_that_answers_just_now_stays_whatever_is_loaded()
    {
        await using var models = Registry(new ManualTime(), Need);
        await LoadAsync(models, "one");
        using var answering = models.Lease("one");

        await LoadAsync(models, "two");

        Assert.Equal(["one", "two"], Ids(models), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_model_that_guesses_ahead_needs_room_too()
    {
        await using var models = Registry(new ManualTime(), 2 * Need);
        await LoadAsync(models, "one");

        await LoadAsync(models, "two", draft: TestModels.BuiltInPath);

        Assert.Equal(["two"], Ids(models), StringComparer.Ordinal);
        Assert.NotNull(Assert.Single(models.Loaded).Draft);
    }

    private static string[] Ids(ModelRegistry models) => [.. models.Loaded.Select(model => model.ModelId).Order(StringComparer.Ordinal)];

    private static async Task LoadAsync(ModelRegistry models, string id, string? draft = null) =>
        Assert.Null((await models.LoadAsync(new LoadModelParams(id, TestModels.BuiltInPath, TestModels.OnCpu with { Draft = draft }), _ => { }, Token)).Failure);

    private static ModelRegistry Registry(TimeProvider time, long budget) =>
        new(new Libraries(TestEnvironment.Libraries, NullLogger.Instance), TestModels.Trials(), time, NullLogger.Instance) { MemoryBudgetBytes = budget };

    private static long NeedOfOne()
    {
        Assert.True(GgufFile.TryRead(TestModels.BuiltInPath, out var header, out _));
        Assert.True(Placement.TryFind(DeviceList.Read(TestModels.Library()), header, TestModels.OnCpu, out var placement, out var failure), failure?.Message);
        return placement.MainMemoryFor(header);
    }
}
