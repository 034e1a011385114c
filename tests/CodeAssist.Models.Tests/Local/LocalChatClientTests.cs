using System.Text.Json;
using CodeAssist.Core.Models;
using CodeAssist.Egress.Protocol;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Egress;
using CodeAssist.Models.Local;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using AiMessage = Microsoft.Extensions.AI.ChatMessage;
using AiRole = Microsoft.Extensions.AI.ChatRole;
using HostParams = CodeAssist.ModelHost.Protocol.ChatParams;
using HostResult = CodeAssist.ModelHost.Protocol.ChatResult;
using HostRole = CodeAssist.ModelHost.Protocol.ChatRole;

namespace CodeAssist.Models.Tests.Local;

/// <summary>The local model as a chat client, over a scripted host on a real pipe.</summary>
public sealed class LocalChatClientTests : LocalModelTest, IAsyncDisposable
{
    private readonly LocalModel _model;
    private readonly LocalChatClient _client;
    private readonly List<HostParams> _asked = [];
    private Func<ScriptedHost, HostParams, CancellationToken, Task<HostResult>> _answer = (_, _, _) => Task.FromResult(ScriptedHost.Answering("text"));

    public LocalChatClientTests()
    {
        Prepare = host => host.Chat = (parameters, token) =>
        {
            _asked.Add(parameters);
            return _answer(host, parameters, token);
        };
        var options = new LocalModelOptions(Endpoint, "/models/m.gguf", LoadOptions.Default, "test", TimeSpan.FromSeconds(2), Patience);
        _model = new LocalModel(options, Launcher, TimeProvider.System, NullLogger.Instance);
        _client = new LocalChatClient(_model, LocalChatOptions.Default);
    }

    [Fact]
    public async Task Looking_whether_it_can_chat_starts_nothing_until_somebody_asks()
    {
        Assert.IsType<ChatAvailability.Unknown>(_client.Availability);
        Assert.Equal(0, Launcher.Launches);

        var ready = Assert.IsType<ChatAvailability.Ready>(await _client.GetReadyAsync(Patience, Token));

        Assert.Equal(new LocalChatModel("scripted", "chatml", "CPU", 1_024), ready.Model);
        Assert.Equal(ready, _client.Availability);
    }

    [Fact]
    public async Task An_answer_comes_in_pieces_with_its_usage_at_the_end()
    {
        _answer = (host, parameters, _) =>
        {
            host.Stream(parameters.StreamId!, "Yes, ");
            host.Stream(parameters.StreamId!, "it is.");
            return Task.FromResult(ScriptedHost.Answering("Yes, it is."));
        };

        var updates = await _client.GetStreamingResponseAsync([new(AiRole.User, "Is it?")], null, Token).ToListAsync(Token);

        Assert.Equal(["Yes, ", "it is."], updates.SkipLast(1).Select(update => update.Text), StringComparer.Ordinal);
        var response = updates.ToChatResponse();
        Assert.Equal("Yes, it is.", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal("scripted", response.ModelId);
        Assert.Equal((8, 4, 2), (response.Usage!.InputTokenCount, response.Usage.CachedInputTokenCount, response.Usage.OutputTokenCount));
        Assert.Null(response.FindFailure());
    }

    [Fact]
    public async Task Case_9_what_nobody_sees_does_not_reach_the_model()
    {
        await _client.GetResponseAsync([new(AiRole.System, "Review.\u202E"), new(AiRole.User, "a\u200B = 1\U000E0049\U000E0067 // ❤\uFE0F")], null, Token);

        Assert.Equal(["Review.", "a = 1 // ❤\uFE0F"], Assert.Single(_asked).Messages.Select(message => message.Text), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(FinishReason.MaxTokens)]
    [InlineData(FinishReason.ContextFull)]
    public async Task An_answer_that_was_cut_says_so(FinishReason finish)
    {
        _answer = (_, _, _) => Task.FromResult(ScriptedHost.Answering("Ye", finish));

        Assert.Equal(ChatFinishReason.Length, (await AskAsync()).FinishReason);
    }

    [Fact]
    public async Task What_is_wished_reaches_the_host_in_its_own_words()
    {
        using var schema = JsonDocument.Parse("""{"type":"integer"}""");
        await _client.GetResponseAsync(
            [new(AiRole.System, "s"), new(AiRole.User, "u"), new(AiRole.Assistant, "a"), new(AiRole.User, [new TextContent("v"), new TextContent("w")])],
            new ChatOptions
            {
                Instructions = "i",
                ConversationId = "7",
                MaxOutputTokens = 5,
                Temperature = 0.5f,
                TopK = 40,
                TopP = 0.9f,
                Seed = 11,
                ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement),
            },
            Token);
        await AskAsync();

        Assert.Equal(
            [(HostRole.System, "i"), (HostRole.System, "s"), (HostRole.User, "u"), (HostRole.Assistant, "a"), (HostRole.User, "vw")],
            _asked[0].Messages.Select(message => (message.Role, message.Text)));
        Assert.Equal(new SamplingOptions(0.5f, 40, 0.9f, 11), _asked[0].Sampling);
        Assert.Equal((5, """{"type":"integer"}"""), (_asked[0].MaxTokens, _asked[0].JsonSchema));
        Assert.Equal(GenerationPriority.Interactive, _asked[0].Priority);
        Assert.Equal((null, null, SamplingOptions.Greedy), (_asked[1].MaxTokens, _asked[1].JsonSchema, _asked[1].Sampling));
        Assert.NotEqual(_asked[0].Slot, _asked[1].Slot, StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_it_cannot_be_asked_is_refused_before_anything_starts()
    {
        (AiMessage Message, ChatOptions Options)[] wrong =
        [
            (new(AiRole.User, "x"), new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "one")] }),
            (new(AiRole.User, "x"), new ChatOptions { StopSequences = ["."] }),
            (new(AiRole.User, "x"), new ChatOptions { ResponseFormat = ChatResponseFormat.Json }),
            (new(AiRole.User, [new DataContent("data:image/png;base64,AAAA")]), new ChatOptions()),
            (new(AiRole.Tool, "x"), new ChatOptions()),
        ];

        foreach (var (message, options) in wrong)
        {
            var response = await _client.GetResponseAsync([message], options, Token);

            Assert.Equal(EgressAnswers.Failed, response.FinishReason);
            Assert.Equal(EgressFailureKind.InvalidRequest, response.FindFailure()!.Kind);
        }

        Assert.Equal(0, Launcher.Launches);
    }

    [Theory]
    [InlineData(HostFailureKind.PromptTooLong, EgressFailureKind.TooLarge)]
    [InlineData(HostFailureKind.InvalidRequest, EgressFailureKind.InvalidRequest)]
    [InlineData(HostFailureKind.Busy, EgressFailureKind.RateLimited)]
    [InlineData(HostFailureKind.NumericalFailure, EgressFailureKind.ProviderFailed)]
    public async Task What_the_host_refuses_is_the_last_word_of_the_answer(HostFailureKind kind, EgressFailureKind expected)
    {
        _answer = (_, _, _) => Task.FromResult(new HostResult(null, new HostFailure(kind, "No.", "Ask else.")));

        var response = await AskAsync();

        Assert.Equal(EgressAnswers.Failed, response.FinishReason);
        Assert.Equal(new EgressFailure(expected, "No.", "Ask else."), response.FindFailure());
    }

    [Fact]
    public async Task A_model_that_cannot_chat_says_why()
    {
        Prepare = host => host.Load = _ => new LoadModelResult(
            ScriptedHost.Description with { ChatTemplate = null, ChatRefusal = "its file has no chat template" }, null);

        var response = await AskAsync();

        Assert.Contains("its file has no chat template", response.FindFailure()!.Message);
        Assert.Contains("its file has no chat template", Assert.IsType<ChatAvailability.Unavailable>(_client.Availability).Failure.Message);
    }

    [Fact]
    public async Task Where_no_host_can_be_started_the_answer_says_why()
    {
        Launcher.Failure = new ModelFailure(ModelFailureKind.Unusable, "There is no host.", "Install it.");

        Assert.Equal(new EgressFailure(EgressFailureKind.Unavailable, "There is no host.", "Install it."), (await AskAsync()).FindFailure());
    }

    [Fact]
    public async Task A_model_that_was_freed_meanwhile_is_loaded_again_and_asked_again()
    {
        _answer = (_, _, _) => Task.FromResult(_asked.Count == 1
            ? new HostResult(null, new HostFailure(HostFailureKind.ModelNotLoaded, "It is not loaded.", "Load it."))
            : ScriptedHost.Answering("text"));

        var response = await AskAsync();

        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal(2, Launcher.Host!.Loads.Count);
    }

    [Fact]
    public async Task A_host_that_dies_in_the_middle_leaves_a_part_that_is_marked_so()
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = async (host, parameters, token) =>
        {
            host.Stream(parameters.StreamId!, "Half of");
            await heard.Task.WaitAsync(Patience, token);
            await Launcher.KillHostAsync();
            throw new OperationCanceledException(token);
        };

        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in _client.GetStreamingResponseAsync([new(AiRole.User, "?")], null, Token))
        {
            updates.Add(update);
            heard.TrySetResult();
        }

        var response = updates.ToChatResponse();
        Assert.Equal("Half of", response.Text);
        Assert.True(response.IsPartial());
        Assert.Equal(EgressFailureKind.Unavailable, response.FindFailure()!.Kind);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Cancelling_throws_and_reaches_the_host()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = (host, parameters, token) => UntilStoppedAsync(host, parameters, stopped, token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _client.GetStreamingResponseAsync([new(AiRole.User, "?")], null, enough.Token))
            {
                await enough.CancelAsync();
            }
        });

        await stopped.Task.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task Whoever_stops_reading_stops_the_host()
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = (host, parameters, token) => UntilStoppedAsync(host, parameters, stopped, token);

        await foreach (var _ in _client.GetStreamingResponseAsync([new(AiRole.User, "?")], null, Token))
        {
            break;
        }

        await stopped.Task.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task An_answer_that_takes_longer_than_its_limit_is_a_failure()
    {
        using var hurried = new LocalChatClient(_model, LocalChatOptions.Default with { AnswerTimeout = TimeSpan.FromMilliseconds(1) });
        _answer = async (_, _, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return ScriptedHost.Answering("never");
        };

        var response = await hurried.GetResponseAsync([new(AiRole.User, "?")], null, Token);

        Assert.Equal(EgressFailureKind.TimedOut, response.FindFailure()!.Kind);
    }

    [Fact]
    public async Task It_shares_its_model_with_completions()
    {
        await using var completions = new LocalCompletionModel(_model);

        Assert.IsType<ModelAvailability.Ready>(await completions.GetReadyAsync(Patience, Token));
        Assert.Equal(ChatFinishReason.Stop, (await AskAsync()).FinishReason);
        await completions.DisposeAsync();

        Assert.Equal(ChatFinishReason.Stop, (await AskAsync()).FinishReason);
        Assert.Single(Launcher.Host!.Loads);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        _client.Dispose();
        await _model.DisposeAsync();
        await DisposeAsync();
    }

    private Task<ChatResponse> AskAsync() => _client.GetResponseAsync([new(AiRole.User, "Is it?")], null, Token);

    private static async Task<HostResult> UntilStoppedAsync(ScriptedHost host, HostParams parameters, TaskCompletionSource stopped, CancellationToken token)
    {
        using var registration = token.Register(() => stopped.TrySetResult());
        host.Stream(parameters.StreamId!, "piece");
        await stopped.Task;
        throw new OperationCanceledException(token);
    }
}
