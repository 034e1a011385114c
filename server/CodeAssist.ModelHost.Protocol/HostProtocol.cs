namespace CodeAssist.ModelHost.Protocol;

/// <summary>The wire between a client and the model host: JSON-RPC 2.0 with Content-Length framing over a current-user-only pipe.</summary>
/// <remarks>docs/model-host.md describes the states, errors and shutdown steps.</remarks>
public static class HostProtocol
{
    /// <summary>Raised whenever a record of this assembly changes its meaning; part of the pipe's name, so old and new never meet.</summary>
    public const int Version = 3;

    /// <summary>First request of every connection.</summary>
    public const string Hello = "host/hello";

    /// <summary>What the host is doing, for <c>doctor</c> and status.</summary>
    public const string Status = "host/status";

    /// <summary>Says what a model file is without loading it.</summary>
    public const string InspectModel = "model/inspect";

    /// <summary>Loads a model, or joins the one loaded under the same id.</summary>
    public const string LoadModel = "model/load";

    /// <summary>Host → client, while a model loads.</summary>
    public const string LoadProgress = "model/loadProgress";

    /// <summary>Frees a model once no request uses it.</summary>
    public const string UnloadModel = "model/unload";

    /// <summary>Generates text after a prompt.</summary>
    public const string Generate = "text/generate";

    /// <summary>Answers the last message of a conversation.</summary>
    public const string Chat = "chat/generate";

    /// <summary>Host → client: the next piece of a generation or answer that asked for a stream.</summary>
    public const string GeneratedText = "text/generated";

    /// <summary>Says how probable each of a few given texts is after a prompt.</summary>
    public const string Score = "text/score";

    /// <summary>Puts no model on a device any more, in this host and later ones, until its driver is another or it is trusted again.</summary>
    public const string DistrustDevice = "device/distrust";

    /// <summary>Tries all devices again, and frees the models that run elsewhere because of them.</summary>
    public const string TrustDevices = "device/trust";

    /// <summary>Counts tokens with a loaded model's own tokenizer.</summary>
    public const string CountTokens = "text/countTokens";
}
