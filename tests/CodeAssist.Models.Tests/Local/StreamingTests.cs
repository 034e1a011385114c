using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using GenerationLimits = CodeAssist.Core.Models.GenerationLimits;

namespace CodeAssist.Models.Tests.Local;

/// <summary>Answers that are heard while they are generated.</summary>
public sealed class StreamingTests : LocalModelTest
{
    private static readonly FimPrompt _prompt = new(
        "a.cs", [new Core.Completion.Prompting.PromptPart.Prefix("int")], PromptIndentation.Unchanged);

    private static readonly GenerationLimits _limits = new(8, [], Patience);

    private readonly List<string> _heard = [];
    private Func<ScriptedHost, GenerateParams, CancellationToken, Task<GenerateResult>> _generate = null!;

    public StreamingTests() => Prepare = host => host.Generate = (parameters, token) => _generate(host, parameters, token);

    [Fact]
    public async Task The_pieces_of_an_answer_are_heard_in_order_and_before_its_end()
    {
        _generate = (host, parameters, _) =>
        {
            host.Stream(parameters.StreamId!, "int ");
            host.Stream("of somebody else", "?");
            host.Stream(parameters.StreamId!, "b;");

            return Task.FromResult(ScriptedHost.Saying("int b;"));
        };
        await Model.GetReadyAsync(Patience, Token);

        var reply = Assert.IsType<ModelReply.Answered>(await Model.GenerateAsync(_prompt, _limits, _heard.Add, Token));

        Assert.Equal(["int ", "b;"], _heard);
        Assert.Equal(reply.Text, string.Concat(_heard));
    }

    [Fact]
    public async Task Two_answers_at_once_are_kept_apart()
    {
        var bothAsked = new Barrier(2);
        _generate = async (host, parameters, token) =>
        {
            await Task.Yield();
            Assert.True(bothAsked.SignalAndWait(Patience, token));
            host.Stream(parameters.StreamId!, parameters.Slot[^1..]);

            return ScriptedHost.Saying(parameters.Slot[^1..]);
        };
        await Model.GetReadyAsync(Patience, Token);
        var (first, second) = (new List<string>(), new List<string>());

        await Task.WhenAll(
            Model.GenerateAsync(_prompt with { Slot = "1" }, _limits, first.Add, Token),
            Model.GenerateAsync(_prompt with { Slot = "2" }, _limits, second.Add, Token));

        Assert.Equal(["1"], first);
        Assert.Equal(["2"], second);
    }

    [Fact]
    public async Task Who_does_not_listen_is_sent_nothing()
    {
        var stream = (string?)"";
        _generate = (_, parameters, _) =>
        {
            stream = parameters.StreamId;
            return Task.FromResult(ScriptedHost.Saying("text"));
        };
        await Model.GetReadyAsync(Patience, Token);

        await Model.GenerateAsync(_prompt, _limits, onText: null, Token);

        Assert.Null(stream);
    }

    [Fact]
    public async Task Whoever_has_heard_enough_cancels_and_hears_no_more()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var asked = 0;
        _generate = async (host, parameters, token) =>
        {
            if (++asked > 1)
            {
                return ScriptedHost.Saying("text");
            }

            host.Stream(parameters.StreamId!, "enough");
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Patience, token));
            host.Stream(parameters.StreamId!, "too much");
            throw new OperationCanceledException(token);
        };
        await Model.GetReadyAsync(Patience, Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Model.GenerateAsync(
            _prompt,
            _limits,
            piece =>
            {
                _heard.Add(piece);
                enough.Cancel();
            },
            enough.Token));
        await Model.GenerateAsync(_prompt, _limits, _heard.Add, Token);

        Assert.Equal(["enough"], _heard);
    }
}
