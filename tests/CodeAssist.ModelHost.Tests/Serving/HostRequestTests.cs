using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Serving;

public sealed class HostRequestTests
{
    private const string Prefix = "class A\n{\n    public override string";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_is_loaded_with_progress_and_described()
    {
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);

        var model = (await client.LoadAsync(TestModels.BuiltInPath, Token)).Model;

        Assert.NotNull(model);
        Assert.Equal("codeassist-builtin", model.Name);
        Assert.Equal("suffix-first-unmarked", model.PromptLayout);
        Assert.Equal(8_192, model.VocabularySize);
        Assert.Equal(1_024, model.ContextTokens);
        Assert.Equal("CPU", model.Device.Device);
        Assert.Equal(1, model.Threads);
        Assert.Null(model.FimRefusal);
        Assert.NotEmpty(client.Progress);
        Assert.Equal(client.Progress.Order(), client.Progress);
    }

    [Fact]
    public async Task Status_names_release_devices_and_models()
    {
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        await client.LoadAsync(TestModels.BuiltInPath, Token);

        var status = await client.StatusAsync(Token);

        Assert.Equal("v0.4.0", status.LibraryRelease);
        Assert.Null(status.LibraryFailure);
        Assert.Equal(DeviceKind.Cpu, status.Devices[^1].Kind);
        Assert.Equal(1, status.Clients);
        Assert.Equal("test", Assert.Single(status.Models).ModelId);
        Assert.InRange(status.ResidentBytes, 10_000_000, 1_000_000_000);
    }

    [Fact]
    public async Task The_stream_is_the_answer_in_pieces()
    {
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        await client.LoadAsync(TestModels.BuiltInPath, Token);

        var result = await client.GenerateAsync(Requests.Generate(Requests.BuiltInPrompt(Prefix), 24) with { StreamId = "s1" }, Token);

        Assert.Equal(result.Generation!.Text, string.Concat(client.Streamed.Select(piece => piece.Text)));
        Assert.All(client.Streamed, piece => Assert.Equal("s1", piece.StreamId));
        Assert.True(client.Streamed.Count > 1);
        Assert.Contains("ToString", result.Generation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_clients_share_one_model_and_their_answers_stay_apart()
    {
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var first = await host.ConnectAsync(Token);
        await using var second = await host.ConnectAsync(Token);
        var loads = await Task.WhenAll(first.LoadAsync(TestModels.BuiltInPath, Token), second.LoadAsync(TestModels.BuiltInPath, Token));
        Assert.Equal(loads[0].Model!.LoadMilliseconds, loads[1].Model!.LoadMilliseconds);

        var one = Requests.Generate(Requests.BuiltInPrompt(Prefix), 24, slot: "one") with { StreamId = "s" };
        var two = Requests.Generate(Requests.BuiltInPrompt("using System;\nusing System."), 24, slot: "two") with { StreamId = "s" };
        var together = await Task.WhenAll(first.GenerateAsync(one, Token), second.GenerateAsync(two, Token));

        Assert.Equal(together[0].Generation!.Text, string.Concat(first.Streamed.Select(piece => piece.Text)));
        Assert.Equal(together[1].Generation!.Text, string.Concat(second.Streamed.Select(piece => piece.Text)));
        Assert.False(together[0].Generation!.Text.Equals(together[1].Generation!.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tokens_are_counted_with_the_models_own_tokenizer()
    {
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        await client.LoadAsync(TestModels.BuiltInPath, Token);

        var counts = (await client.CountTokensAsync(Token, "", "a", "public class Program")).Counts;

        Assert.NotNull(counts);
        Assert.Equal([0, 1], counts.Take(2));
        Assert.InRange(counts[2], 3, 6);
    }

    [Fact]
    public async Task Texts_are_scored_in_the_order_in_which_they_came()
    {
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        await client.LoadAsync(TestModels.BuiltInPath, Token);
        var prompt = Requests.BuiltInPrompt(Prefix);

        var scoring = (await client.ScoreAsync(Requests.Score(prompt, " GetTree()", " ToString()"), Token)).Scoring;

        Assert.NotNull(scoring);
        Assert.True(scoring.Scores[1].LogProbability > scoring.Scores[0].LogProbability + 1);
        Assert.All(scoring.Scores, score => Assert.True(score.EndLogProbability < 0));
        var refused = await client.ScoreAsync(Requests.Score(prompt, " ToString()", null!), Token);
        Assert.Equal(HostFailureKind.InvalidRequest, refused.Failure?.Kind);
        var unknown = await client.ScoreAsync(Requests.Score(prompt, "a") with { ModelId = "unknown" }, Token);
        Assert.Equal(HostFailureKind.ModelNotLoaded, unknown.Failure?.Kind);
    }

    [Fact]
    public async Task A_client_that_is_gone_in_the_middle_of_a_stream_disturbs_nobody()
    {
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var staying = await host.ConnectAsync(Token);
        await staying.LoadAsync(TestModels.BuiltInPath, Token);
        await using (var leaving = await host.ConnectAsync(Token))
        {
            var endless = leaving.GenerateAsync(Requests.Plain(Prefix, 900, slot: "leaving") with { StreamId = "s" }, Token);
            await leaving.FirstPiece.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
            leaving.Drop();
            await Assert.ThrowsAnyAsync<Exception>(() => endless);
        }

        // Its one slot and sequence are free again: four more at once find room and end.
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            staying.GenerateAsync(Requests.Generate(Requests.BuiltInPrompt(Prefix), 8, slot: $"s{i}"), Token)));

        Assert.All(answers, answer => Assert.NotNull(answer.Generation));
        Assert.Equal(1, (await staying.StatusAsync(Token)).Clients);
    }

    [Fact]
    public async Task An_unloaded_model_is_gone_and_can_be_loaded_again()
    {
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        await client.LoadAsync(TestModels.BuiltInPath, Token);

        Assert.True((await client.UnloadAsync(Token)).WasLoaded);
        Assert.False((await client.UnloadAsync(Token)).WasLoaded);
        Assert.Equal(HostFailureKind.ModelNotLoaded, (await client.GenerateAsync(Requests.Plain("a"), Token)).Failure?.Kind);
        Assert.Equal(HostFailureKind.ModelNotLoaded, (await client.CountTokensAsync(Token, "a")).Failure?.Kind);
        Assert.NotNull((await client.LoadAsync(TestModels.BuiltInPath, Token)).Model);
    }

    [Fact]
    public async Task One_id_stands_for_one_file()
    {
        using var folder = new TemporaryFolder();
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        await client.LoadAsync(TestModels.BuiltInPath, Token);

        var failure = (await client.LoadAsync(TestModels.MakeTiny(folder, "none"), Token)).Failure;

        Assert.Equal(HostFailureKind.InvalidRequest, failure?.Kind);
        Assert.Contains("already stands for another file", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_models_are_held_at_once()
    {
        using var folder = new TemporaryFolder();
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        await client.LoadAsync(TestModels.BuiltInPath, Token);
        await client.LoadAsync(TestModels.MakeTiny(folder, "starcoder"), Token, id: "other");

        var answers = await Task.WhenAll(
            client.GenerateAsync(Requests.Plain(Prefix), Token),
            client.GenerateAsync(Requests.Plain(Prefix) with { ModelId = "other" }, Token));

        Assert.All(answers, answer => Assert.NotNull(answer.Generation));
        Assert.Equal(2, (await client.StatusAsync(Token)).Models.Count);
    }
}
