using System.Globalization;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;

namespace CodeAssist.Egress.Transport;

/// <summary>The sentences about what can go wrong between us and a provider.</summary>
internal static class TransportFailures
{
    public static EgressFailure WrongOrigin(Provider provider) => new(
        EgressFailureKind.OriginRefused,
        $"A request was about to go elsewhere than to {provider.Origin}; nothing was sent.",
        "This is a fault of CodeAssist: please report it.");

    public static EgressFailure SecondAttempt(Provider provider) => new(
        EgressFailureKind.OriginRefused,
        $"A request to {provider.Name} was about to be sent twice; the second was not.",
        "This is a fault of CodeAssist: please report it.");

    public static EgressFailure WrongAddress(Provider provider) => new(
        EgressFailureKind.AddressRefused,
        $"{provider.Origin} leads to an address where no request of this kind may go; nothing was sent.",
        provider.Place is ProviderPlace.Internet
            ? "Look at the name server and the hosts file of this machine."
            : "Look at the address in your settings, and at what the name server says of it.");

    public static EgressFailure NotEncrypted(Provider provider) => new(
        EgressFailureKind.AddressRefused,
        $"{provider.Origin} is not encrypted and outside your own network; nothing was sent.",
        "Name the endpoint with https in your settings.");

    public static EgressFailure NameUnknown(Provider provider, string host) => new(
        EgressFailureKind.ConnectFailed,
        $"The address of {host} is not known here, so {provider.Name} cannot be reached.",
        "Look at the connection of this machine.");

    public static EgressFailure NotReached(Provider provider) => new(
        EgressFailureKind.ConnectFailed,
        $"Nobody answers at {provider.Origin}.",
        provider.Place is ProviderPlace.Loopback ? "Start the model server, or correct its address in your settings." : "Look at the connection of this machine.");

    public static EgressFailure NotTrusted(Provider provider) => new(
        EgressFailureKind.ConnectFailed,
        $"No trusted connection to {provider.Origin} came about: its certificate is not valid here.",
        "Somebody may be listening in; if your company inspects traffic, its certificate belongs into the store of the system.");

    public static EgressFailure NotConnected(Provider provider) => new(
        EgressFailureKind.ConnectFailed,
        $"The connection to {provider.Origin} broke before an answer came.",
        "Try again; look at the connection of this machine if it stays so.");

    public static EgressFailure NoAnswer(Provider provider, TimeSpan limit) => new(
        EgressFailureKind.TimedOut,
        string.Create(CultureInfo.InvariantCulture, $"{provider.Name} did not begin to answer within {limit.TotalSeconds:0} s."),
        "Try again later.");

    public static EgressFailure Stalled(Provider provider, TimeSpan limit) => new(
        EgressFailureKind.TimedOut,
        string.Create(CultureInfo.InvariantCulture, $"{provider.Name} stopped in the middle of its answer for more than {limit.TotalSeconds:0} s."),
        "What came before is kept and marked as partial; try again.");

    public static EgressFailure Broken(Provider provider) => new(
        EgressFailureKind.Interrupted,
        $"The connection to {provider.Name} ended before the answer did.",
        "What came before is kept and marked as partial; try again.");

    public static EgressFailure Redirected(Provider provider) => new(
        EgressFailureKind.Redirected,
        $"The provider redirected: {provider.Origin} sent the request elsewhere, and it was not followed.",
        provider.Place is ProviderPlace.Internet ? "Somebody may be in between; try again later." : "Name the final address in your settings.");

    public static EgressFailure RequestTooLarge(int limit) => new(
        EgressFailureKind.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The request is larger than {limit / (1024 * 1024)} MiB; nothing was sent."),
        "Ask about less at once.");

    public static EgressFailure AnswerTooLarge(Provider provider, long limit) => new(
        EgressFailureKind.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The answer of {provider.Name} is larger than {limit / (1024 * 1024)} MiB and was cut off."),
        "What came before is kept and marked as partial.");

    public static EgressFailure WrongContent(Provider provider) => new(
        EgressFailureKind.AnswerUnreadable,
        $"What {provider.Origin} answered is not what its protocol says.",
        "A login page or another program may answer at this address; look at it in a browser.");

    /// <param name="provider">Who answered.</param>
    /// <param name="fault">What is wrong, as the end of a sentence.</param>
    public static EgressFailure UnusableCall(Provider provider, string fault) => new(
        EgressFailureKind.ToolCallUnusable,
        $"{provider.Name} wants a tool to be called in a way that cannot be used: {fault}.",
        "Nothing was called. Ask again, or without tools.");

    /// <param name="provider">Who answered.</param>
    /// <param name="model">Its name of the model.</param>
    /// <param name="said">What it said.</param>
    public static EgressFailure NoCompletions(Provider provider, string model, EgressFailure said) => new(
        EgressFailureKind.ModelUnknown,
        $"{provider.Name} has no {provider.BasePath}/completions, or no model '{model}'. {said.Message}",
        "vLLM, llama-server, LM Studio and Ollama have it. Name a model that the server lists, or set completion.endpoint to none.");

    public static EgressFailure KeyMissing(Provider provider) => new(
        EgressFailureKind.KeyMissing,
        $"There is no key for {provider.Name}; nothing was sent.",
        $"Set {provider.KeyVariable}, or enter the key in the editor.");

    public static EgressFailure Silent(Provider provider, TimeSpan limit) => new(
        EgressFailureKind.TimedOut,
        string.Create(CultureInfo.InvariantCulture, $"{provider.Name} kept the connection open, but said nothing for more than {limit.TotalSeconds:0} s."),
        "What came before is kept and marked as partial; try again.");

    public static EgressFailure OtherAnswer(Provider provider) => new(
        EgressFailureKind.AnswerUnreadable,
        $"In the middle of its answer {provider.Name} went on with another one.",
        "What came before is kept and marked as partial; try again.");

    /// <param name="provider">Who answered.</param>
    /// <param name="status">The HTTP status, no success; null for an error in the middle of an answer.</param>
    /// <param name="said">What the provider said of it.</param>
    /// <param name="retryAfter">How long it asks us to wait, or null.</param>
    public static EgressFailure Status(Provider provider, int? status, ProviderError said, TimeSpan? retryAfter)
    {
        // Words in the middle of an answer are not repeated: nobody has looked for the key in them.
        var because = status is { } number ? $" ({number})" + (said.Message.Length == 0 ? "." : $": {said.Message}")
            : said.Code.Length == 0 ? " in the middle of its answer."
            : $" in the middle of its answer ({said.Code}).";
        return ErrorKinds.Of(status, said) switch
        {
            EgressFailureKind.KeyRefused => new(EgressFailureKind.KeyRefused, $"{provider.Name} does not accept the key{because}", "Check the key and what it may be used for."),
            EgressFailureKind.SpendLimit => new(EgressFailureKind.SpendLimit, $"What may be spent at {provider.Name} is spent{because}", "Look at your credit and your limits there."),
            EgressFailureKind.ModelUnknown => new(EgressFailureKind.ModelUnknown, $"{provider.Name} has no such model{because}", "Choose another model; this one may have been retired."),
            EgressFailureKind.ContextTooLong => new(EgressFailureKind.ContextTooLong, $"The question is longer than {provider.Name} can read{because}", "Ask about less at once."),
            EgressFailureKind.RateLimited => new(EgressFailureKind.RateLimited, $"{provider.Name} accepts no more requests for now{because}", "Try again later, or look at your limits there.", retryAfter),
            EgressFailureKind.Overloaded => new(EgressFailureKind.Overloaded, $"{provider.Name} has too much to do{because}", "Try again later.", retryAfter),
            EgressFailureKind.ProviderFailed => new(EgressFailureKind.ProviderFailed, $"{provider.Name} cannot answer{because}", "Try again later.", retryAfter),
            _ => new(EgressFailureKind.ProviderRefused, $"{provider.Name} refused the request{because}", "Check the name of the model and the size of the request."),
        };
    }
}
