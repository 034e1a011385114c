namespace CodeAssist.JsonRpc;

/// <summary>Error codes of JSON-RPC 2.0 and of the Language Server Protocol that share its number space.</summary>
public static class JsonRpcErrorCode
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int InternalError = -32603;
    public const int ServerNotInitialized = -32002;

    /// <summary>A refusal with a sentence for people.</summary>
    public const int RequestFailed = -32803;

    /// <summary>Cancelled by whoever asked.</summary>
    public const int RequestCancelled = -32800;
}
