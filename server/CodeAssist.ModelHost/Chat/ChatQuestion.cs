using CodeAssist.ModelHost.Grammar;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Chat;

/// <summary>A conversation that is ready to be answered.</summary>
/// <param name="Request">What to generate.</param>
/// <param name="Grammar">What the answer has to obey, or null; owned.</param>
internal sealed record ChatQuestion(GenerationRequest Request, GrammarChooser? Grammar) : IDisposable
{
    public ChatResult Answer(GenerateResult result) =>
        Grammar is { IsStuck: true }
            ? new ChatResult(null, new HostFailure(
                HostFailureKind.InvalidRequest,
                "The vocabulary of this model cannot write what the JSON schema demands.",
                "Use plain words in the schema, or choose another model."))
            : result.Generation is { } generation
                ? new ChatResult(new ChatAnswer(generation.Text, generation.Finish, generation.Usage), null)
                : new ChatResult(null, result.Failure);

    public void Dispose() => Grammar?.Dispose();
}
