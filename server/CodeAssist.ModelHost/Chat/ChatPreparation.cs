using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CodeAssist.ModelHost.Grammar;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Chat;

/// <summary>Makes requests of conversations for one loaded model, with everything that may be wrong with them found before a token is computed.</summary>
internal sealed class ChatPreparation
{
    private readonly Vocabulary _vocabulary;
    private readonly ChatTokenizer _tokenizer;
    private readonly string _name;
    private readonly int _contextTokens;
    private readonly int _end;

    /// <param name="vocabulary">Of the loaded model.</param>
    /// <param name="specialTokens">Its special tokens.</param>
    /// <param name="tokenizer">Its chat template.</param>
    /// <param name="name">Its name, for people.</param>
    /// <param name="contextTokens">Tokens that a conversation and its answer may have together.</param>
    public ChatPreparation(Vocabulary vocabulary, SpecialTokenTable specialTokens, ChatTokenizer tokenizer, string name, int contextTokens)
    {
        _vocabulary = vocabulary;
        _tokenizer = tokenizer;
        _name = name;
        _contextTokens = contextTokens;
        Reader = new TokenReader(vocabulary, specialTokens, tokenizer.Ends);
        _end = tokenizer.Ends.Append(vocabulary.EndOfText).FirstOrDefault(vocabulary.EndsGeneration, Vocabulary.None);
    }

    /// <summary>What tokens mean in an answer: what begins another turn ends it.</summary>
    public TokenReader Reader { get; }

    /// <param name="parameters">The request.</param>
    /// <param name="onText">Told each piece of the answer.</param>
    /// <param name="question">The caller's to dispose, once nobody waits for the answer.</param>
    /// <param name="failure">Why it cannot be answered.</param>
    public bool TryPrepare(
        ChatParams parameters, Action<string>? onText, [NotNullWhen(true)] out ChatQuestion? question, [NotNullWhen(false)] out HostFailure? failure)
    {
        question = null;
        failure = Problem(parameters);
        if (failure is not null)
        {
            return false;
        }

        var tokens = _tokenizer.Tokenize(parameters.Messages);
        var room = _contextTokens - tokens.Length;
        if (room < (parameters.MaxTokens ?? 1))
        {
            failure = TooLong(tokens.Length, parameters.MaxTokens);
            return false;
        }

        GrammarChooser? grammar = null;
        if (parameters.JsonSchema is { } schema && !TryConstrain(schema, Choosers.For(parameters.Sampling), out grammar, out failure))
        {
            return false;
        }

        question = new ChatQuestion(
            new GenerationRequest(
                parameters.Slot,
                new AssembledPrompt(tokens, TrimmedTokens: 0),
                parameters.Priority,
                new GenerationLimits(parameters.MaxTokens ?? room, []),
                grammar ?? Choosers.For(parameters.Sampling),
                Drafts: [],
                Drafting.WhereItPays,
                Alternatives: 1,
                onText),
            grammar);
        return true;
    }

    private HostFailure? Problem(ChatParams parameters) => _tokenizer.Refusal is { } refusal
        ? new HostFailure(
            HostFailureKind.ModelUnsupported,
            $"{_name} cannot chat: {refusal}.",
            "Choose a model that was trained for conversations, such as Qwen2.5-Coder-Instruct.")
        : ChatCheck.Problem(parameters);

    private HostFailure TooLong(int tokens, int? answer) => new(
        HostFailureKind.PromptTooLong,
        answer is { } most
            ? string.Create(CultureInfo.InvariantCulture, $"The conversation has {tokens} tokens and its answer may have {most}, but the context of {_name} holds {_contextTokens} together.")
            : string.Create(CultureInfo.InvariantCulture, $"The conversation has {tokens} tokens, and the context of {_name} holds {_contextTokens} with the answer."),
        "Send less text, ask for a shorter answer, or load the model with a larger context.");

    private bool TryConstrain(string schema, ITokenChooser inner, [NotNullWhen(true)] out GrammarChooser? chooser, [NotNullWhen(false)] out HostFailure? failure)
    {
        (chooser, failure) = (null, null);
        if (_end == Vocabulary.None)
        {
            failure = Refused("the vocabulary of this model has no token that ends a text, so that it could not end", "Choose another model.");
        }
        else if (!JsonSchemaGrammar.TryConvert(schema, out var gbnf, out var problem))
        {
            failure = Refused(problem, "Write the schema with what docs/model-host.md lists.");
        }
        else if (LlamaGrammar.TryCreate(_vocabulary, gbnf) is { } grammar)
        {
            chooser = new GrammarChooser(inner, grammar, Reader, _end);
        }
        else
        {
            failure = Refused("llama.cpp does not read the grammar that was made of it", "This is a fault of ours: please report it with the schema.");
        }

        return chooser is not null;
    }

    private static HostFailure Refused(string problem, string nextStep) =>
        new(HostFailureKind.InvalidRequest, $"The JSON schema cannot be used: {problem}.", nextStep);
}
