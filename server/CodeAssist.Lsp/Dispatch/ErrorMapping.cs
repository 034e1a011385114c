using CodeAssist.JsonRpc;

namespace CodeAssist.Lsp.Dispatch;

/// <summary>Every error answer of the server, in one place. Having nothing to answer is not among them: that is a result.</summary>
internal static class ErrorMapping
{
    public static JsonRpcError Cancelled { get; } = new(JsonRpcErrorCode.RequestCancelled, "Cancelled");

    public static JsonRpcError NotInitialized { get; } =
        new(JsonRpcErrorCode.ServerNotInitialized, "The first request must be initialize");

    public static JsonRpcError AlreadyInitialized { get; } =
        new(JsonRpcErrorCode.InvalidRequest, "The server is initialized already");

    public static JsonRpcError ShutDown { get; } = new(JsonRpcErrorCode.InvalidRequest, "The server is shut down");

    public static JsonRpcError UnknownMethod(string method) =>
        new(JsonRpcErrorCode.MethodNotFound, $"There is no request {method}");

    public static JsonRpcError InvalidParams(string problem) => new(JsonRpcErrorCode.InvalidParams, problem);

    /// <param name="reference">Joins the answer to the log, where the details are.</param>
    public static JsonRpcError Internal(string reference) =>
        new(JsonRpcErrorCode.InternalError, $"Internal error (ref {reference})");
}
