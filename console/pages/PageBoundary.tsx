import { Component, type ReactNode } from "react";
import { PageFailed } from "./PageState.tsx";

interface PageBoundaryProps {
  readonly path: string;
  readonly children: ReactNode;
}

/** A page whose parts cannot be loaded says so, and what is around it stays. */
export class PageBoundary extends Component<PageBoundaryProps, { readonly hasFailed: boolean }> {
  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override state = { hasFailed: false };

  override componentDidUpdate({ path }: PageBoundaryProps) {
    if (path !== this.props.path && this.state.hasFailed) this.setState({ hasFailed: false });
  }

  override render() {
    // Code that was not loaded once is not asked for again by the same page: the server may have another by now.
    return this.state.hasFailed ? <PageFailed onRetry={() => location.reload()} /> : this.props.children;
  }
}
