import { describe, expect, it, vi } from 'vitest';
import { Resources } from './program';

describe('Resources', () => {
  it('gives back the newest first, each once', async () => {
    const released: string[] = [];
    const resources = new Resources();
    resources.hold(() => void released.push('server'));
    resources.hold(() => void released.push('browser'));
    expect(resources.ending).toBe(false);
    await Promise.all([resources.release(), resources.release()]);
    expect(resources.ending).toBe(true);
    expect(released).toEqual(['browser', 'server']);
  });

  it('tells what cannot be given back, and goes on', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue();
    const released: string[] = [];
    const resources = new Resources();
    resources.hold(() => void released.push('server'));
    resources.hold(() => {
      throw new Error('it hangs');
    });
    await resources.release();
    expect(released).toEqual(['server']);
    expect(told).toHaveBeenCalledWith('Cleaning up: it hangs');
  });
});
