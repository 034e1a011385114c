namespace CodeAssist.Egress.Protocol;

/// <summary>The wire between a server and its egress process: JSON-RPC 2.0 with Content-Length framing over a current-user-only pipe.</summary>
/// <remarks>docs/privacy.md describes who may speak on it and what is checked before anything leaves.</remarks>
public static class EgressProtocol
{
    /// <summary>Raised whenever a record of this assembly changes its meaning.</summary>
    public const int Version = 5;

    /// <summary>First request of the connection; nothing else is answered before it.</summary>
    public const string Hello = "egress/hello";

    /// <summary>Hands a key over. It is kept in memory, for one provider, and never handed back.</summary>
    public const string SetKey = "egress/setKey";

    /// <summary>Asks a provider.</summary>
    public const string Chat = "chat/ask";

    /// <summary>Asks a model server of the user's own for the text at a caret.</summary>
    public const string Fim = "fim/ask";

    /// <summary>Egress → client: the next piece of an answer.</summary>
    public const string ChatPiece = "chat/piece";

    /// <summary>Begins to download a file of a model.</summary>
    public const string DownloadOpen = "download/open";

    /// <summary>Hands over the next bytes of a download: they come only as fast as they are asked for.</summary>
    public const string DownloadRead = "download/read";

    /// <summary>Looks in the hubs for what the user named when egress was started.</summary>
    public const string ModelSearch = "models/search";

    /// <summary>Egress → client, before every attempt to send: may this leave? Nothing is sent without a yes.</summary>
    public const string Attempt = "attempt/begin";

    /// <summary>Egress → client: something was not sent, because of what is in it.</summary>
    public const string AttemptRefused = "attempt/refused";

    /// <summary>Egress → client: what became of an attempt.</summary>
    public const string AttemptEnded = "attempt/end";
}
