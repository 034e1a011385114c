using System.Collections.Concurrent;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;
using CodeAssist.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using GenerationLimits = CodeAssist.Core.Models.GenerationLimits;

namespace CodeAssist.Models.Tests.Local;

public sealed class LocalCompletionModelTests : LocalModelTest
{
    private static readonly FimPrompt _prompt = new(
        "a.cs",
        [new Core.Completion.Prompting.PromptPart.Special(PromptToken.FimPrefix), new Core.Completion.Prompting.PromptPart.Prefix("int a")],
        PromptIndentation.Unchanged);

    private static readonly GenerationLimits _limits = new(8, ["\n"], Patience);

    private readonly List<string> _notices = [];

    public LocalCompletionModelTests() => Model.Notice += _notices.Add;

    [Fact]
    public async Task A_host_is_started_where_none_listens()
    {
        Assert.IsType<ModelAvailability.Ready>(await Model.GetReadyAsync(Patience, Token));
        Assert.Equal(1, Launcher.Launches);
    }

    [Fact]
    public async Task A_host_that_listens_already_is_joined()
    {
        await using var running = ScriptedHost.Start(Endpoint);

        Assert.IsType<ModelAvailability.Ready>(await Model.GetReadyAsync(Patience, Token));
        Assert.Equal(0, Launcher.Launches);
    }

    [Fact]
    public async Task Those_without_patience_are_told_that_the_model_is_loading()
    {
        Assert.IsType<ModelAvailability.Loading>(await Model.GetReadyAsync(TimeSpan.Zero, Token));
        Assert.IsType<ModelAvailability.Ready>(await Model.GetReadyAsync(Patience, Token));
    }

    [Fact]
    public async Task Another_file_is_loaded_in_the_place_of_one_that_is_ready()
    {
        await Model.GetReadyAsync(Patience, Token);

        await Model.UseAsync("/models/other.gguf");

        Assert.IsType<ModelAvailability.Ready>(await Model.GetReadyAsync(Patience, Token));
        Assert.Equal(["/models/m.gguf", "/models/other.gguf"], Launcher.Host!.Loads.Select(load => load.Path), StringComparer.Ordinal);
        Assert.IsType<ModelReply.Answered>(await Model.GenerateAsync(_prompt, _limits, null, Token));
        Assert.Equal("/models/other.gguf", Model.Path);
    }

    [Fact]
    public async Task A_file_that_is_still_loading_when_another_is_chosen_is_never_ready()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Prepare = host =>
        {
            host.BeforeLoad = load => load.Path is "/models/m.gguf" ? first.Task : Task.CompletedTask;
            host.Load = load => new LoadModelResult(ScriptedHost.Description with { Name = Path.GetFileName(load.Path) }, null);
        };
        var names = new ConcurrentQueue<string>();
        Model.Changed += availability => (availability is ModelAvailability.Ready ready ? [ready.Model.Name] : (string[])[]).ToList().ForEach(names.Enqueue);
        var waiting = Model.GetReadyAsync(Patience, Token);

        await Model.UseAsync("/models/other.gguf");
        first.SetResult();
        await waiting;

        Assert.IsType<ModelAvailability.Ready>(await Model.GetReadyAsync(Patience, Token));

        // Who waits goes on a moment before everybody is told.
        await Eventually.TrueAsync(() => !names.IsEmpty);
        Assert.Equal("other.gguf", Assert.Single(names));
    }

    [Fact]
    public async Task A_load_that_the_user_ends_is_not_begun_again_before_a_file_is_chosen()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Prepare = host => host.BeforeLoad = load =>
        {
            begun.TrySetResult();
            return load.Path is "/models/m.gguf" ? Task.Delay(Timeout.InfiniteTimeSpan, Token) : Task.CompletedTask;
        };
        var waiting = Model.GetReadyAsync(Patience, Token);
        await begun.Task.WaitAsync(Patience, Token);

        Model.EndLoading();

        Assert.Equal("Loading the model was ended.", Assert.IsType<ModelAvailability.Unavailable>(await waiting).Failure.Message);
        Assert.IsType<ModelAvailability.Unavailable>(await Model.GetReadyAsync(Patience, Token));
        Assert.Single(Launcher.Host!.Loads);
        await Model.UseAsync("/models/other.gguf");
        Assert.IsType<ModelAvailability.Ready>(await Model.GetReadyAsync(Patience, Token));
    }

    [Fact]
    public async Task To_end_a_load_that_is_over_changes_nothing()
    {
        await Model.GetReadyAsync(Patience, Token);

        Model.EndLoading();

        Assert.IsType<ModelReply.Answered>(await Model.GenerateAsync(_prompt, _limits, null, Token));
    }

    [Fact]
    public async Task A_file_that_must_not_be_loaded_is_not_even_named_to_the_host()
    {
        var unfit = new ModelFailure(ModelFailureKind.Unusable, "It has changed.", "Get it again.");
        var options = new LocalModelOptions(Endpoint, "/models/m.gguf", LoadOptions.Default, "test", TimeSpan.FromSeconds(2), Patience) { Check = (_, _) => Task.FromResult(new CheckedFile(unfit, null, null)) };
        await using var model = new LocalCompletionModel(options, Launcher, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        Assert.Same(unfit, Assert.IsType<ModelAvailability.Unavailable>(await model.GetReadyAsync(Patience, Token)).Failure);
        Assert.Equal(0, Launcher.Launches);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_host_heals_at_the_end_of_what_stands_before_the_caret_unless_it_is_told_not_to(bool isHealed)
    {
        var asked = new ConcurrentQueue<GenerateParams>();
        Prepare = host => host.Generate = (parameters, _) =>
        {
            asked.Enqueue(parameters);
            return Task.FromResult(ScriptedHost.Saying("text"));
        };
        await Model.GetReadyAsync(Patience, Token);

        await Model.GenerateAsync(_prompt with { Parts = [_prompt.Parts[0], new Core.Completion.Prompting.PromptPart.Prefix("int a") { IsHealed = isHealed }] }, _limits, null, Token);

        Assert.Equal([false, isHealed], Assert.Single(asked).Parts.Select(part => part.EndsAtCaret));
    }

    [Fact]
    public async Task An_answer_carries_text_probability_and_accounting()
    {
        await Model.GetReadyAsync(Patience, Token);

        var reply = Assert.IsType<ModelReply.Answered>(await Model.GenerateAsync(_prompt, _limits, null, Token));

        Assert.Equal("text", reply.Text);
        Assert.Equal(0.5, reply.Probability, precision: 6);
        Assert.Equal(4, reply.Usage.ReusedTokens);
        Assert.NotEqual(reply.Usage.Total, reply.Usage.Waited);
    }

    [Fact]
    public async Task A_host_that_dies_over_a_request_ends_it_cleanly_and_is_started_again()
    {
        Prepare = host => host.Generate = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return ScriptedHost.Saying("never");
        };
        await Model.GetReadyAsync(Patience, Token);
        var generating = Model.GenerateAsync(_prompt, _limits, null, Token);
        Prepare = _ => { };

        await Launcher.KillHostAsync();

        Assert.Equal(ModelFailureKind.HostUnavailable, Assert.IsType<ModelReply.Failed>(await generating).Failure.Kind);
        await BecomesReadyAsync();
        Assert.IsType<ModelReply.Answered>(await Model.GenerateAsync(_prompt, _limits, null, Token));
        Assert.Equal(2, Launcher.Launches);
    }

    [Fact]
    public async Task A_gpu_that_takes_its_host_down_twice_is_given_up_and_user_and_host_are_told_once()
    {
        List<DistrustDeviceParams> told = [];
        Prepare = host =>
        {
            host.Distrust = told.Add;
            host.Load = parameters => new LoadModelResult(
                ScriptedHost.Description with { Device = new DeviceChoice(parameters.Options.Device is DevicePreference.Cpu ? "CPU" : "Vulkan0", "", []) },
                null);
        };
        await Model.GetReadyAsync(Patience, Token);

        for (var death = 1; death <= 3; death++)
        {
            await Launcher.KillHostAsync();
            await BecomesReadyAsync();
            Assert.Equal(death < 2 ? "Vulkan0" : "CPU", Model.Description?.Device.Device);
        }

        Assert.Contains("Vulkan0", Assert.Single(_notices), StringComparison.Ordinal);
        Assert.Equal(new DistrustDeviceParams("Vulkan0", "It has taken the model host down twice."), Assert.Single(told));
    }

    [Fact]
    public async Task A_gpu_that_the_host_gave_up_is_told_to_the_user()
    {
        Prepare = host => host.Load = _ => new LoadModelResult(
            ScriptedHost.Description with { Device = new DeviceChoice("CPU", "", []) { Alarm = "Radeon RX was given up for this model: It computes nonsense." } }, null);

        await Model.GetReadyAsync(Patience, Token);

        Assert.Equal("Radeon RX was given up for this model: It computes nonsense.", Assert.Single(_notices));
    }

    [Fact]
    public async Task What_is_done_beside_reading_weights_is_said()
    {
        var heard = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Model.Changed += availability =>
        {
            if (availability is ModelAvailability.Loading { Doing: { } doing })
            {
                heard.TrySetResult(doing);
            }
        };
        Prepare = host => host.BeforeLoad = parameters =>
        {
            host.Progress(new LoadProgressParams(parameters.ModelId, 1, "Preparing Radeon RX for its first use: 2 s of at most 120 s"));
            return Task.CompletedTask;
        };

        await Model.GetReadyAsync(Patience, Token);

        Assert.Equal("Preparing Radeon RX for its first use: 2 s of at most 120 s", await heard.Task.WaitAsync(Patience, Token));
    }

    [Fact]
    public async Task A_file_is_loaded_as_it_was_checked_and_with_its_adapter()
    {
        var stamp = new FileStamp(7, new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc));
        var options = new LocalModelOptions(Endpoint, "/models/m.gguf", LoadOptions.Default, "test", TimeSpan.FromSeconds(2), Patience)
        {
            Check = (_, _) => Task.FromResult(new CheckedFile(null, stamp, "/models/a.gguf")),
        };
        await using var model = new LocalCompletionModel(options, Launcher, TimeProvider.System, NullLogger.Instance);

        await model.GetReadyAsync(Patience, Token);

        var load = Assert.Single(Launcher.Host!.Loads);
        Assert.Equal((stamp, "/models/a.gguf"), (load.Expected, load.Options.Adapter));
        Assert.EndsWith("+/models/a.gguf", load.ModelId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HostFailureKind.DeviceFailed)]
    [InlineData(HostFailureKind.NumericalFailure)]
    public async Task A_gpu_that_fails_twice_without_a_crash_is_given_up(HostFailureKind kind)
    {
        Prepare = host =>
        {
            host.Load = parameters => new LoadModelResult(
                ScriptedHost.Description with { Device = new DeviceChoice(parameters.Options.Device is DevicePreference.Cpu ? "CPU" : "Vulkan0", "", []) },
                null);
            host.Generate = (_, _) => Task.FromResult(new GenerateResult(null, new HostFailure(kind, "It failed.", "Wait.")));
        };
        await Model.GetReadyAsync(Patience, Token);

        Assert.IsType<ModelReply.Failed>(await Model.GenerateAsync(_prompt, _limits, null, Token));
        Assert.Equal("Vulkan0", Model.Description?.Device.Device);
        Assert.Empty(_notices);
        Assert.IsType<ModelReply.Failed>(await Model.GenerateAsync(_prompt, _limits, null, Token));
        await BecomesReadyAsync();

        Assert.Equal("CPU", Model.Description?.Device.Device);
        Assert.Contains("Vulkan0", Assert.Single(_notices), StringComparison.Ordinal);
        Assert.IsType<ModelReply.Failed>(await Model.GenerateAsync(_prompt, _limits, null, Token));
        Assert.Equal("CPU", Model.Description?.Device.Device);
        Assert.Equal(2, Launcher.Host?.Loads.Count);
    }

    [Fact]
    public async Task A_host_that_dies_twice_while_it_loads_is_kept_to_the_cpu()
    {
        Prepare = host => host.BeforeLoad = parameters =>
            parameters.Options.Device is DevicePreference.Cpu ? Task.CompletedTask : Launcher.KillHostAsync();

        await BecomesReadyAsync();

        Assert.Equal(3, Launcher.Launches);
        Assert.Contains("while it was loading", Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_that_find_the_model_unloaded_together_all_end_cleanly()
    {
        var arrived = 0;
        var both = new TaskCompletionSource();
        Prepare = host => host.Generate = async (_, cancellationToken) =>
        {
            if (Interlocked.Increment(ref arrived) == 2)
            {
                both.SetResult();
            }

            await both.Task.WaitAsync(cancellationToken);
            return arrived > 2 ? ScriptedHost.Saying("back") : new GenerateResult(null, new HostFailure(HostFailureKind.ModelNotLoaded, "Gone.", "Load it."));
        };
        await Model.GetReadyAsync(Patience, Token);

        var replies = await Task.WhenAll(Model.GenerateAsync(_prompt, _limits, null, Token), Model.GenerateAsync(_prompt, _limits, null, Token));

        Assert.All(replies, reply => Assert.IsType<ModelReply.Failed>(reply));
        await BecomesReadyAsync();
        Assert.Equal(2, Launcher.Host?.Loads.Count);
    }

    [Fact]
    public void Other_options_are_another_model_to_the_host()
    {
        var options = new LocalModelOptions(Endpoint, "/models/m.gguf", LoadOptions.Default, "test", Patience, Patience);

        Assert.Equal(options.ModelId(LoadOptions.Default), options.ModelId(LoadOptions.Default with { }));
        Assert.NotEqual(
            options.ModelId(LoadOptions.Default), options.ModelId(LoadOptions.Default with { Device = DevicePreference.Cpu }), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_model_that_was_unloaded_while_idle_is_loaded_again()
    {
        var asked = 0;
        Prepare = host => host.Generate = (_, _) => Task.FromResult(
            asked++ == 0
                ? new GenerateResult(null, new HostFailure(HostFailureKind.ModelNotLoaded, "Gone.", "Load it."))
                : ScriptedHost.Saying("back"));
        await Model.GetReadyAsync(Patience, Token);

        Assert.IsType<ModelReply.Failed>(await Model.GenerateAsync(_prompt, _limits, null, Token));
        await BecomesReadyAsync();

        Assert.Equal("back", Assert.IsType<ModelReply.Answered>(await Model.GenerateAsync(_prompt, _limits, null, Token)).Text);
        Assert.Equal(2, Launcher.Host?.Loads.Count);
        Assert.Equal(1, Launcher.Launches);
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_is_unavailable_with_the_hosts_own_words()
    {
        Prepare = host => host.Load = _ =>
            new LoadModelResult(null, new HostFailure(HostFailureKind.ModelInvalid, "The file is cut off.", "Download it again."));

        var unavailable = Assert.IsType<ModelAvailability.Unavailable>(await Model.GetReadyAsync(Patience, Token));

        Assert.Equal("The file is cut off. Download it again.", unavailable.Failure.ToString());
    }

    [Fact]
    public async Task A_host_that_cannot_be_started_is_a_value()
    {
        Launcher.Failure = new ModelFailure(ModelFailureKind.HostUnavailable, "There is no host.", "Install it.");

        Assert.Same(Launcher.Failure, Assert.IsType<ModelAvailability.Unavailable>(await Model.GetReadyAsync(Patience, Token)).Failure);
    }

    [Theory]
    [InlineData("psm", FimLayout.PrefixSuffixMiddle)]
    [InlineData("spm", FimLayout.SuffixPrefixMiddle)]
    [InlineData("suffix-first-unmarked", FimLayout.SuffixFirstUnmarked)]
    [InlineData(null, FimLayout.PrefixSuffixMiddle)]
    public async Task The_models_own_metadata_decides_the_layout(string? key, FimLayout layout)
    {
        Prepare = host => host.Load = _ => new LoadModelResult(ScriptedHost.Description with { PromptLayout = key }, null);

        Assert.Equal(layout, Assert.IsType<ModelAvailability.Ready>(await Model.GetReadyAsync(Patience, Token)).Model.Layout);
    }

    [Theory]
    [InlineData("Mellum 4b Base", "<fim_prefix>", "<fim_suffix>", "<fim_middle>", FimLayout.SuffixPrefixMiddle, false)]
    [InlineData("Refact-1.6B", "<fim_prefix>", "<fim_suffix>", "<fim_middle>", FimLayout.SuffixPrefixMiddle, true)]
    [InlineData("StarCoder2 3B", "<fim_prefix>", "<fim_suffix>", "<fim_middle>", FimLayout.PrefixSuffixMiddle, false)]
    [InlineData("Codestral-22B-v0.1", "[PREFIX]", "[SUFFIX]", null, FimLayout.SuffixPrefix, false)]
    public async Task Where_the_file_names_no_layout_its_family_decides(string name, string prefix, string suffix, string? middle, FimLayout layout, bool beginsWithEnd)
    {
        Prepare = host => host.Load = _ => new LoadModelResult(Of(name, prefix, suffix, middle), null);

        var model = Assert.IsType<ModelAvailability.Ready>(await Model.GetReadyAsync(Patience, Token)).Model;

        Assert.Equal((layout, beginsWithEnd), (model.Layout, model.BeginsWithEnd));
    }

    [Theory]
    [InlineData("Mistral Small 3.1", "[PREFIX]", "[SUFFIX]", null)]
    [InlineData("codegeex4-all-9b", "<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>")]
    public async Task A_model_whose_tokens_do_not_make_it_one_of_a_known_family_is_refused(string name, string prefix, string suffix, string? middle)
    {
        Prepare = host => host.Load = _ => new LoadModelResult(Of(name, prefix, suffix, middle), null);

        Assert.IsType<ModelAvailability.Unavailable>(await Model.GetReadyAsync(Patience, Token));
    }

    [Fact]
    public async Task A_model_that_cannot_fill_in_is_named_with_the_reason_and_with_models_that_can()
    {
        Prepare = host => host.Load = _ => new LoadModelResult(ScriptedHost.Description with { FimRefusal = "its vocabulary is too small" }, null);

        var unavailable = Assert.IsType<ModelAvailability.Unavailable>(await Model.GetReadyAsync(Patience, Token));

        Assert.Contains(ScriptedHost.Description.Name, unavailable.Failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(": its vocabulary is too small.", unavailable.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("Qwen2.5-Coder", unavailable.Failure.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layout_from_the_future_is_refused_and_not_guessed()
    {
        Prepare = host => host.Load = _ => new LoadModelResult(ScriptedHost.Description with { PromptLayout = "sideways" }, null);

        var unavailable = Assert.IsType<ModelAvailability.Unavailable>(await Model.GetReadyAsync(Patience, Token));

        Assert.Equal(ModelFailureKind.Refused, unavailable.Failure.Kind);
        Assert.Contains("sideways", unavailable.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_reaches_the_host()
    {
        var cancelled = new TaskCompletionSource();
        Prepare = host => host.Generate = async (_, cancellationToken) =>
        {
            await using var registration = cancellationToken.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return ScriptedHost.Saying("never");
        };
        await Model.GetReadyAsync(Patience, Token);
        using var typing = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var generating = Model.GenerateAsync(_prompt, _limits, null, typing.Token);
        await typing.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generating);
        await cancelled.Task.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task No_answer_within_the_limit_is_told_apart_from_a_cancelled_request()
    {
        Prepare = host => host.Generate = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return ScriptedHost.Saying("never");
        };
        await Model.GetReadyAsync(Patience, Token);

        var reply = await Model.GenerateAsync(_prompt, _limits with { Timeout = TimeSpan.FromMilliseconds(50) }, null, Token);

        Assert.Equal(ModelFailureKind.TimedOut, Assert.IsType<ModelReply.Failed>(reply).Failure.Kind);
    }

    private async Task BecomesReadyAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Patience);
        while (await Model.GetReadyAsync(Patience, limit.Token) is not ModelAvailability.Ready
            || Launcher.Host is null)
        {
            // Down until the back-off allows the next attempt: each turn of the loop is one look at the real clock.
            await Task.Delay(20, limit.Token);
        }
    }

    private static ModelDescription Of(string name, string prefix, string suffix, string? middle)
    {
        var texts = new Dictionary<SpecialToken, string> { [SpecialToken.FimPrefix] = prefix, [SpecialToken.FimSuffix] = suffix };
        if (middle is not null)
        {
            texts[SpecialToken.FimMiddle] = middle;
        }

        return ScriptedHost.Description with { Name = name, PromptLayout = null, SpecialTokens = [.. texts.Keys], SpecialTexts = texts };
    }
}
