using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;

namespace CodeAssist.Egress.Downloads;

/// <summary>The sentences about what can go wrong between us and a hub of models.</summary>
internal static class HubFailures
{
    public static EgressFailure LocalOnly { get; } = new(
        EgressFailureKind.LocalOnly, "This process may not fetch models.", "`codeassist policy` says what may leave this machine; a file that is here already can be imported.");

    public static EgressFailure NotListed { get; } = new(
        EgressFailureKind.InvalidRequest, "The list of models has no such file; nothing was asked for.", "See `codeassist models list`.");

    public static EgressFailure TooMany { get; } = new(
        EgressFailureKind.Overloaded, "As many parts of files as may come at once are coming already.", "Wait until one is here, or cancel one.", TimeSpan.FromSeconds(2));

    public static EgressFailure NoSearch { get; } = new(EgressFailureKind.InvalidRequest, "Nothing was said to look for, or no hub can be searched.", "`codeassist models search WORDS` does.");

    public static EgressFailure UnknownCall { get; } = new(EgressFailureKind.InvalidRequest, "There is no such download.", "Begin it again.");

    public static EgressFailure SentElsewhere(ModelHub hub, string host) => new(
        EgressFailureKind.Redirected,
        $"{hub.Name} sent the download to {host}, which is none of the places where it keeps files; it was not followed.",
        "Somebody may be in between; try again later, or get the file another way and import it.");

    public static EgressFailure NoEndOfRedirects(ModelHub hub) => new(EgressFailureKind.Redirected, $"{hub.Name} sent the download on and on.", "Try again later.");

    public static EgressFailure NoFile(ModelHub hub, int status) => new(
        EgressFailureKind.ModelUnknown, $"{hub.Name} does not hand out this file ({status}).", "It may want an account and a yes to its licence there: get it with a browser and import it.");

    public static EgressFailure NotAsAsked(ModelHub hub) => new(
        EgressFailureKind.AnswerUnreadable, $"What {hub.Name} answered is not the file that was asked for.", "A login page or another program may answer at this address; try again later.");

    public static EgressFailure Busy(ModelHub hub, int status, TimeSpan? retryAfter) => new(
        status is 429 ? EgressFailureKind.RateLimited : EgressFailureKind.Overloaded, $"{hub.Name} asks us to come later ({status}).", "Try again later.", retryAfter);

    public static EgressFailure Refused(Provider at) => new(EgressFailureKind.ProviderFailed, $"{at.Origin} did not hand out the file.", "Try again later.");
}
